import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { FAILURES as META } from '../../dist/nodes/providers/meta/errorCodes.js';
import { FAILURES as GUPSHUP } from '../../dist/nodes/providers/gupshup/errorCodes.js';
import { FAILURES as INFOBIP } from '../../dist/nodes/providers/infobip/errorCodes.js';
import { FAILURES as TWILIO } from '../../dist/nodes/providers/twilio/errorCodes.js';
import type { FailureRow } from '../../dist/nodes/providers/failure.js';
import type { Failure } from '../../dist/nodes/whatsapp/failure.js';
import { ROOT } from './sourceFiles.mts';

/** Every category: one that is missing here does not pass the type check. */
const CATEGORIES: Record<Failure['category'], true> = {
	access: true,
	account: true,
	limit: true,
	recipient: true,
	request: true,
	service: true,
	template: true,
	window: true,
};

const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');

const UNITS: Array<[seconds: number, name: string]> = [
	[3600, 'hour'],
	[60, 'minute'],
];

function after(seconds: number | undefined): string {
	if (seconds === undefined) return 'later';
	for (const [size, name] of UNITS) {
		const count = seconds / size;
		if (Number.isInteger(count)) return `after ${count} ${name}${count === 1 ? '' : 's'}`;
	}
	return `after ${seconds} seconds`;
}

const AGAIN: Record<Failure['retry'], (seconds?: number) => string> = {
	now: () => 'by itself',
	later: after,
	never: () => 'no',
};

/** Whose codes are on the page. */
const TABLES: Record<string, Readonly<Record<string, FailureRow>>> = {
	gupshup: GUPSHUP,
	infobip: INFOBIP,
	meta: META,
	twilio: TWILIO,
};

const codeTable = (rows: Readonly<Record<string, FailureRow>>): string[] => [
	'| Code | Category | What happened | What to do | Again |',
	'|---|---|---|---|---|',
	...Object.entries(rows)
		.sort(([one], [other]) => Number(one) - Number(other) || (one < other ? -1 : 1))
		.map(([code, [category, retry, message, hint, seconds]]) =>
			['', code, `\`${category}\``, message, hint, AGAIN[retry](seconds), ''].join(' | ').trim(),
		),
];

it('the page on errors explains every category', () => {
	for (const category of Object.keys(CATEGORIES)) {
		expect(page).toMatch(new RegExp(`^\\| \`${category}\` \\|( [^|]{2,} \\|){4}$`, 'm'));
	}
});

it.each(Object.keys(TABLES))(
	'the page on errors holds every code that the nodes know, in the same words: %s',
	(id) => {
		const [, block = ''] =
			new RegExp(`<!-- codes ${id} -->([^]*?)<!-- /codes ${id} -->`).exec(page) ?? [];
		expect(block.trim().split('\n')).toEqual(codeTable(TABLES[id]!));
	},
);
