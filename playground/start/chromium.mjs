import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installPinned } from './pinned.mjs';
import { chromiumFolder, chromiumPinFolder, node24 } from './places.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
		path.join(process.env[name] ?? '/', 'Google', 'Chrome', 'Application', 'chrome.exe'),
	),
];

const unpacked = (/** @type {string} */ folder) => path.join(folder, 'node_modules', '.chromium');
const command = (/** @type {string} */ folder) => path.join(unpacked(folder), 'chromium.sh');

/**
 * A Chromium or Chrome of this machine.
 * @returns {string | undefined} its file; CHROMIUM names one that lies elsewhere
 */
function ownBrowser() {
	const named = process.env.CHROMIUM;
	if (named) {
		if (existsSync(named)) return named;
		throw new Error(`CHROMIUM names ${named}, and there is no such file.`);
	}
	const onPath = (process.env.PATH ?? '')
		.split(path.delimiter)
		.flatMap((folder) => COMMANDS.map((name) => path.join(folder, name)));
	return [...onPath, ...ELSEWHERE].find((file) => existsSync(file));
}

/** npm has a compiled Chromium for this kind of machine only. */
const comesFromNpm = () => process.platform === 'linux' && process.arch === 'x64';

/**
 * Ends a command that needs a browser before it has begun anything long, where none is here and
 * none can be had.
 */
export function requireBrowser() {
	if (ownBrowser() || comesFromNpm()) return;
	throw new Error(
		'The tests tap on the phones in a browser, and none was found. Install Chromium (Debian and ' +
			'Ubuntu: apt install chromium) or Google Chrome,\nor name one: CHROMIUM=/path/to/chromium npm test',
	);
}

/**
 * The browser of this machine, or else one from npm; needs ensureProject() first, as Node 24 unpacks it.
 * @returns {Promise<string>} the file that starts it
 */
export async function ensureBrowser() {
	const own = ownBrowser();
	if (own) return own;
	requireBrowser();
	const folder = chromiumFolder();
	await installPinned({
		what: 'Installing Chromium, as no browser was found (about 300 MB on disk, a minute, once)',
		pin: chromiumPinFolder,
		folder,
		finish: unpack,
		advice:
			'Or install Chromium yourself (Debian and Ubuntu: apt install chromium),\n' +
			'or name one: CHROMIUM=/path/to/chromium npm test.',
	});
	return command(folder);
}

/**
 * The package brings the browser and libraries that a bare Linux lacks in compressed files, and
 * unpacks them into the temporary folder of the process that asks for them.
 */
const UNPACKING = `
import { inflate } from '@sparticuz/chromium';
for (const file of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
	await inflate('node_modules/@sparticuz/chromium/bin/' + file);
`;

/** Starts it with these libraries and, where the machine has none, these fonts. */
const START = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir prefix="relative">fonts/fonts</dir>
	<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** @param {string} folder in which npm has installed the package */
function unpack(folder) {
	const target = unpacked(folder);
	mkdirSync(target);
	execFileSync(node24, ['--input-type=module', '-e', UNPACKING], {
		cwd: folder,
		env: { ...process.env, TMPDIR: target },
		stdio: 'pipe',
	});
	writeFileSync(path.join(target, 'fonts.conf'), FONTS);
	writeFileSync(command(folder), START, { mode: 0o755 });
	execFileSync(command(folder), ['--version'], { stdio: 'pipe' });
}
