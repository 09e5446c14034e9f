import type { IExecuteFunctions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { optionFields } from '../../../../nodes/WhatsAppBusinessApproval/description/options';
import { deadlineOf } from '../../../../nodes/WhatsAppBusinessApproval/parameters/deadline';
import {
	DEADLINE_AFTER,
	readOptions,
} from '../../../../nodes/WhatsAppBusinessApproval/parameters/options';

/** The fields of the collection "Options", of every variant of the panel. */
const fields = [optionFields].flat().flatMap(({ options }) => options as INodeProperties[]);
const nothingSet = {
	getNodeParameter: (_name: string, _item: number, fallback: unknown) => fallback,
} as unknown as IExecuteFunctions;

/** Read otherwise: there `readOptions` has no default. */
const READ_ELSEWHERE = new Set(['deadline', 'reminder', 'workingHours', 'template', 'oneOutput']);
/** Of words for people the panel shows the English ones; what is not changed follows the language. */
const HAS_A_LANGUAGE = /Text$|Words$|^confirmation$|^listButton$/;

it('what the panel shows is what counts when nothing was changed', () => {
	const read = readOptions(nothingSet, 0) as unknown as Record<string, unknown>;
	for (const { name, default: shown } of fields) {
		if (name in read && !HAS_A_LANGUAGE.test(name))
			expect([name, read[name]]).toEqual([name, shown]);
	}
	const known = fields.filter(({ name }) => name in read).map(({ name }) => name);
	expect(new Set(known)).toEqual(new Set(Object.keys(read)));
	const open = fields.filter(({ name }) => !(name in read) && !READ_ELSEWHERE.has(name));
	expect(open.filter(({ name }) => !HAS_A_LANGUAGE.test(name))).toEqual([]);
});

it('a deadline of which n8n left out what was not changed is the one that the panel shows', () => {
	const deadline = fields.find(({ name }) => name === 'deadline')!;
	const [{ values }] = deadline.options as INodePropertyCollection[];
	const shown = (name: string) => values.find((field) => field.name === name)!.default;
	const { amount, unit } = DEADLINE_AFTER;
	expect([shown('resumeAmount'), shown('resumeUnit')]).toEqual([amount, unit]);
	const now = new Date('2026-11-30T08:00:00Z');
	expect(deadlineOf({}, now, 'Europe/Madrid')).toEqual(new Date('2026-11-30T12:00:00Z'));
});
