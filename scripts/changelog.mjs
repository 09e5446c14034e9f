// CHANGELOG.md is written by hand; releasing only gives its first section a version and a date.
// Usage: node scripts/changelog.mjs date VERSION    the first section becomes that release
//        node scripts/changelog.mjs notes VERSION   prints what that section says
//        node scripts/changelog.mjs check VERSION   fails unless the first section is that release
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.join(import.meta.dirname, '..', 'CHANGELOG.md');
const UNRELEASED = /^## .*unreleased.*$/im;

/** @param {string} text @param {string} version @param {string} day like 2026-12-01 */
function date(text, version, day) {
	if (isReleased(text, version)) return text;
	if (firstHeading(text).search(UNRELEASED) < 0)
		throw new Error(`CHANGELOG.md: the first section is "${firstHeading(text)}", not unreleased.`);
	return text.replace(UNRELEASED, `## ${version} (${day})`);
}

/** @param {string} text */
const firstHeading = (text) => /^## .*$/m.exec(text)?.[0] ?? '';

/** @param {string} text @param {string} version */
const isReleased = (text, version) =>
	firstHeading(text).startsWith(`## ${version} (`) && !UNRELEASED.test(firstHeading(text));

/** @param {string} text @param {string} version */
function notes(text, version) {
	if (!isReleased(text, version))
		throw new Error(
			`CHANGELOG.md: the first section is "${firstHeading(text)}", not ${version} with its date.`,
		);
	const [, section = ''] = text.split(/^## .*$/m);
	return section.trim();
}

const [what, version = ''] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
try {
	if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`"${version}" is no version.`);
	const today = new Date().toISOString().slice(0, 10);
	if (what === 'date') writeFileSync(file, date(text, version, today));
	else if (what === 'notes') console.log(notes(text, version));
	else if (what === 'check') notes(text, version);
	else throw new Error('Say what to do: date, notes or check.');
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
