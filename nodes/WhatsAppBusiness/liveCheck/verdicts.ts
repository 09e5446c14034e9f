import type { Finding, Unconfirmed } from '../../providers/unconfirmed';
import type { Provider } from '../../providers/provider';
import type { InboundEvent } from '../../whatsapp/events';
import { asObject } from '../../core/json';
import type { Expected } from './kind';
import type { Answered, Matched } from './match';
import { expectedOf } from './plan';
import { isKnownName } from './words';

export type Verdict = 'confirmed' | 'different' | 'not seen';

/** A line of the report. Only fixed words and known names stand in it. */
export interface Row {
	about: 'assumption' | 'message';
	what: string;
	verdict: Verdict;
	note: string;
}

/** What each message says, and then each assumption of the provider's page. */
export const rowsOf = (provider: Provider, matched: Matched): Row[] => [
	...matched.answered.flatMap((one) => rowsOfMessage(provider, one)),
	...provider.unconfirmed.map((one) => rowOfAssumption(one, matched)),
];

function rowOfAssumption({ assumption, look }: Unconfirmed, matched: Matched): Row {
	const row = { about: 'assumption' as const, what: assumption };
	if (look === undefined) return { ...row, verdict: 'not seen', note: 'messages cannot show it' };
	const found = careful(() => look(matched));
	if (found === undefined) return { ...row, verdict: 'not seen', note: '' };
	return { ...row, verdict: found.as ? 'confirmed' : 'different', note: found.found ?? '' };
}

/** What was collected may hold anything. */
function careful(look: () => Finding | undefined): Finding | undefined {
	try {
		return look();
	} catch {
		return undefined;
	}
}

const CATEGORIES = [
	...['access', 'account', 'limit', 'recipient', 'request', 'service', 'template', 'window'],
];

function rowsOfMessage(provider: Provider, one: Answered): Row[] {
	const { kind, status, failure } = one.sent;
	const row = (what: string, verdict: Verdict, note = ''): Row => ({
		about: 'message',
		what: `${kind.name}: ${what}`,
		verdict,
		note,
	});
	const category = CATEGORIES.find((known) => known === failure?.category);
	const why = [category, codeOf(failure?.code)].filter(Boolean).join(', code ');
	if (status === 'not sent') return [row('sent', 'not seen', 'not sent')];
	if (status === 'refused') return [row('sent', 'different', why && `refused: ${why}`)];
	const sent = row(
		'sent',
		status === 'accepted' ? 'confirmed' : 'not seen',
		status === 'accepted' ? '' : 'nobody knows whether it was sent',
	);
	const expected = expectedOf(kind, provider).map((wanted) =>
		wanted.event === 'status' ? statusRow(one, wanted.fields, row) : answerRow(one, wanted, row),
	);
	return [sent, ...expected];
}

type MakeRow = (what: string, verdict: Verdict, note?: string) => Row;

/** Of a provider; a number as long as somebody's phone number is none. */
const codeOf = (code: string | undefined): string | undefined =>
	code !== undefined && /^\d{1,7}$/.test(code) ? code : undefined;

const REPORTED = ['sent', 'delivered', 'read'] as const;

function statusRow(one: Answered, fields: readonly string[], row: MakeRow): Row {
	const { statuses } = one;
	if (statuses.length === 0) return row('statuses', 'not seen');
	const failed = statuses.find(({ status }) => status === 'failed');
	if (failed !== undefined) {
		const category = CATEGORIES.find((known) => known === asObject(failed.failure)?.category);
		const code = codeOf(failed.errors?.[0]?.code);
		return row(
			'statuses',
			'different',
			`failed: ${[category, code].filter(Boolean).join(', code ')}`,
		);
	}
	const came = REPORTED.filter((wanted) => statuses.some(({ status }) => status === wanted));
	const wrong = statuses.flatMap((status) => wrongFields(one, status, fields));
	const note = [came.join(', '), ...new Set(wrong)].filter(Boolean).join('; ');
	return row('statuses', wrong.length === 0 && came.length > 0 ? 'confirmed' : 'different', note);
}

function answerRow(one: Answered, { event, kind, fields, also = [] }: Expected, row: MakeRow): Row {
	const what = `${event} (${kind})`;
	const came: InboundEvent[] = [...one.replies, ...one.messages];
	if (came.length === 0) return row(what, 'not seen');
	const first = came.find((each) => each.event === event) ?? came[0];
	const wrong = wrongFields(one, first, fields);
	if (first.event !== event || first.kind !== kind)
		wrong.unshift(`it came as ${first.event} (${shownKind(first)})`);
	const further = also.map((field) => `${field} ${standing(one, first, field)}`);
	return row(
		what,
		wrong.length === 0 ? 'confirmed' : 'different',
		[...wrong, ...further].join('; '),
	);
}

const shownKind = (event: InboundEvent): string =>
	'kind' in event && isKnownName(event.kind) ? event.kind : 'another kind';

/** What is missing or other than it was sent, in words. */
function wrongFields(one: Answered, event: InboundEvent, fields: readonly string[]): string[] {
	return fields.flatMap((field) => {
		const stands = standing(one, event, field);
		return stands === 'missing' || stands === 'other than sent' ? [`${field} ${stands}`] : [];
	});
}

/** How a field stands to what was sent; `a|b` is one of them. */
function standing(
	{ sent, choices }: Answered,
	event: InboundEvent,
	field: string,
): 'as sent' | 'missing' | 'other than sent' | 'there' {
	const value = field
		.split('|')
		.map((way) => valueAt(event, way))
		.find((found) => found !== undefined && found !== '');
	if (value === undefined || value === null) return 'missing';
	const sentAs = (...known: unknown[]) => (known.includes(value) ? 'as sent' : 'other than sent');
	const title = valueAt(event, 'title');
	// A template's own buttons may have IDs that no send can set.
	if (choices.length === 0 && (field === 'replyId' || field === 'title')) return 'there';
	const meant = choices.filter((choice) => title === undefined || choice.title === title);
	switch (field) {
		case 'replyId':
			return sentAs(...meant.map(({ id }) => id));
		case 'title':
			return sentAs(...choices.map((choice) => choice.title));
		case 'messageId':
		case 'context.messageId':
			return sentAs(sent.messageId);
		case 'reference':
			return sentAs(sent.reference);
		default:
			return 'there';
	}
}

function valueAt(event: InboundEvent, way: string): unknown {
	let value: unknown = event;
	for (const name of way.split('.')) {
		const object = asObject(value);
		value = object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
	}
	return value;
}
