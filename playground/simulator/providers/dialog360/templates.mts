import type { GraphCall } from '../meta/graph.mts';
import { listTemplates as listOfMeta } from '../meta/templates.mts';
import { DialogRefusal } from './failure.mts';

/** What is known to be taken; Meta's filters may be taken too, but that is not documented. */
const PARAMETERS = ['limit', 'after', 'before'];

interface MetaPage {
	data: unknown[];
	paging?: { cursors: unknown; next?: string; previous?: string };
}

/** `GET /message_templates`: Meta's list, with links that lead back here and carry no token. */
export function listTemplates(call: GraphCall): unknown {
	const unknown = Object.keys(call.query).find((name) => !PARAMETERS.includes(name));
	if (unknown) throw new DialogRefusal(400, `Unknown parameter ${unknown}`);
	const { data, paging } = listOfMeta(call) as MetaPage;
	if (!paging) return { data };
	const here = (link: string) => {
		const parameters = new URL(link).searchParams;
		parameters.delete('access_token');
		return `${call.origin}/message_templates?${parameters}`;
	};
	return {
		data,
		paging: {
			cursors: paging.cursors,
			...(paging.next && { next: here(paging.next) }),
			...(paging.previous && { previous: here(paging.previous) }),
		},
	};
}
