import type { IExecuteFunctions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import {
	optionFields,
	optionFieldsOf,
} from '../../../../nodes/WhatsAppBusinessApproval/description/options';
import { deadlineOf } from '../../../../nodes/WhatsAppBusinessApproval/parameters/deadline';
import {
	DEADLINE_AFTER,
	readOptions,
} from '../../../../nodes/WhatsAppBusinessApproval/parameters/options';

const VERSIONS = [1, 1.1, 1.2];
const fieldsOf = (version: number) =>
	optionFieldsOf(version).flatMap(({ options }) => options as INodeProperties[]);

/** A node that hands out these parameters. */
const nodeWith = (typeVersion: number, parameters: Record<string, object> = {}) =>
	({
		getNode: () => ({ typeVersion }),
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
	}) as unknown as IExecuteFunctions;

/** Read otherwise: there `readOptions` has no default. */
const READ_ELSEWHERE = new Set(['deadline', 'reminder', 'workingHours', 'template', 'oneOutput']);
/** Of words for people the panel shows the English ones; what is not changed follows the language. */
const HAS_A_LANGUAGE = /Text$|Words$|^confirmation$|^listButton$/;

it.each(VERSIONS)(
	'what the panel of version %d shows is what counts when nothing was changed',
	(version) => {
		const fields = fieldsOf(version);
		const read = readOptions(nodeWith(version), 0) as unknown as Record<string, unknown>;
		for (const { name, default: shown } of fields) {
			if (name in read && !HAS_A_LANGUAGE.test(name))
				expect([name, read[name]]).toEqual([name, shown]);
		}
		const known = fields.filter(({ name }) => name in read).map(({ name }) => name);
		expect(new Set(known)).toEqual(new Set(Object.keys(read)));
		const open = fields.filter(({ name }) => !(name in read) && !READ_ELSEWHERE.has(name));
		expect(open.filter(({ name }) => !HAS_A_LANGUAGE.test(name))).toEqual([]);
	},
);

it.each(VERSIONS)('every option of version %d is read from where its panel has it', (version) => {
	const collections = optionFieldsOf(version);
	const set = (fields: INodeProperties[]) =>
		Object.fromEntries(fields.map(({ name }) => [name, `${name} as set`]));
	const parameters = Object.fromEntries(
		collections.map(({ name, options }) => [name, set(options as INodeProperties[])]),
	);
	expect(readOptions(nodeWith(version, parameters), 0)).toEqual(set(fieldsOf(version)));
});

it('a node saved before version 1.2 has in one collection what stands in three since', () => {
	const names = (version: number) => fieldsOf(version).map(({ name }) => name);
	expect(names(1).toSorted()).toEqual([...names(1.2), 'deadline', 'template'].toSorted());
	expect(optionFieldsOf(1.1).map(({ name }) => name)).toEqual(['options']);
	expect(optionFieldsOf(1.2).map(({ name }) => name)).toEqual(['texts', 'answers', 'options']);
});

it('each collection is in alphabetical order, which n8n asks for', () => {
	for (const { options } of optionFields) {
		const labels = (options as INodeProperties[]).map(({ displayName }) => displayName);
		expect(labels).toEqual(labels.toSorted((one, other) => one.localeCompare(other)));
	}
});

it('no menu has more than the eight that n8n shows without scrolling', () => {
	expect(optionFieldsOf(1.2).filter(({ options = [] }) => options.length > 8)).toEqual([]);
});

it('a deadline of which n8n left out what was not changed is the one that the panel shows', () => {
	const deadline = fieldsOf(1).find(({ name }) => name === 'deadline')!;
	const [{ values }] = deadline.options as INodePropertyCollection[];
	const shown = (name: string) => values.find((field) => field.name === name)!.default;
	const { amount, unit } = DEADLINE_AFTER;
	expect([shown('resumeAmount'), shown('resumeUnit')]).toEqual([amount, unit]);
	const now = new Date('2026-11-30T08:00:00Z');
	expect(deadlineOf({}, now, 'Europe/Madrid')).toEqual(new Date('2026-11-30T12:00:00Z'));
});
