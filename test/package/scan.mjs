// Runs the lint of n8n's verification scanner on a folder, in a process of its own: under jest's
// NODE_ENV=test one of its plugins behaves differently.
// Usage: node scan.mjs FOLDER source|tarball
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, kind] = process.argv.slice(2);
const patterns = kind === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
console.log(JSON.stringify(await analyzePackage(folder, patterns)));
