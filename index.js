// n8n loads the nodes and credentials that package.json names; there is nothing to export here.
