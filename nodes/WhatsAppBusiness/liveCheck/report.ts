import type { Provider } from '../../providers/provider';
import type { InboundEvent } from '../../whatsapp/events';
import type { Collected } from './collected';
import { match, type Answered, type Matched } from './match';
import { type KnownValues, shapeOf } from './shape';
import { type Row, rowsOf, type Verdict } from './verdicts';
import { isKnownName } from './words';

export interface LiveReport {
	/** Markdown, to be pasted where everybody can read it. */
	report: string;
	rows: Row[];
	confirmed: number;
	different: number;
	notSeen: number;
}

/**
 * Compares what came back with what the code expects. Nothing that people, tokens, numbers or messages are
 * made of gets into the report: only fixed words, names of fields and enumerations of known words.
 *
 * @param now in milliseconds
 */
export function liveReport(provider: Provider, collected: Collected, now: number): LiveReport {
	const matched = match(collected, provider.supports, now);
	const rows = rowsOf(provider, matched);
	const count = (wanted: Verdict) => rows.filter(({ verdict }) => verdict === wanted).length;
	const counts = {
		confirmed: count('confirmed'),
		different: count('different'),
		notSeen: count('not seen'),
	};
	const report = [
		`## Live check: ${provider.name}`,
		`${counts.confirmed} confirmed, ${counts.different} different, ${counts.notSeen} not seen.`,
		...notes(matched, collected),
		'### Messages',
		table('Message', rows, 'message'),
		'### What the provider’s page assumes',
		table('Assumption', rows, 'assumption'),
		'### Shapes',
		'Names of fields and what their values are. `=` is what was sent; no value of a person is shown.',
		...shapes(matched),
	];
	return { report: `${report.join('\n\n')}\n`, rows, ...counts };
}

function notes({ ofOthers, answered, unmatched }: Matched, { strange }: Collected): string[] {
	const told: Array<[number, string]> = [
		[ofOthers, 'events of other people are left out'],
		[unmatched.length, 'events belong to no message of this check'],
		[strange, 'items are neither events nor of a live check'],
	];
	const lines = told.filter(([count]) => count > 0).map(([count, words]) => `- ${count} ${words}`);
	if (answered.length === 0)
		lines.unshift(
			'- Nothing was sent: run the operation Live Check first, and give its items to this one',
		);
	return lines.length === 0 ? [] : [lines.join('\n')];
}

function table(first: string, rows: readonly Row[], about: Row['about']): string {
	const lines = rows
		.filter((row) => row.about === about)
		.map(({ what, verdict, note }) => `| ${cell(what)} | ${verdict} | ${cell(note)} |`);
	return [`| ${first} | Seen | Note |`, '| --- | --- | --- |', ...lines].join('\n');
}

const cell = (text: string): string => text.replace(/\|/g, ' or ');

function shapes(matched: Matched): string[] {
	const parts = matched.answered.flatMap((one) => {
		const known = knownValues(one, matched);
		const came = [...one.statuses, ...one.replies, ...one.messages];
		return came.length === 0 ? [] : [part(one.sent.kind.name, came, known)];
	});
	if (matched.unmatched.length > 0)
		parts.push(part('Belongs to no message', matched.unmatched, personIn(matched)));
	return parts;
}

/** The shapes of some events, those of one sort together. */
function part(name: string, events: readonly InboundEvent[], known: KnownValues): string {
	const sorts = new Map<string, Set<string>>();
	for (const event of events) {
		const lines = sorts.get(sortOf(event)) ?? new Set();
		for (const line of shapeOf(event.raw ?? {}, known)) lines.add(line);
		sorts.set(sortOf(event), lines);
	}
	const blocks = [...sorts]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(
			([sort, lines]) =>
				`${sort}\n${[...lines]
					.sort()
					.map((line) => `  ${line}`)
					.join('\n')}`,
		);
	const fence = '```';
	return `<details><summary>${name}</summary>\n\n${fence}text\n${blocks.join('\n')}\n${fence}\n\n</details>`;
}

function sortOf(event: InboundEvent): string {
	const word = event.event === 'status' ? event.status : event.kind;
	return `${event.event}, ${isKnownName(word) ? word : 'another kind'}`;
}

function knownValues({ sent, choices }: Answered, matched: Matched): KnownValues {
	const known = new Map(personIn(matched));
	const add = (value: string | undefined, name: string) => {
		if (value !== undefined && value !== '') known.set(value, name);
	};
	for (const { id, title } of choices) {
		add(title, 'title');
		add(id, 'reply ID');
	}
	add(sent.reference, 'reference');
	add(sent.messageId, 'message ID');
	return known;
}

function personIn({ to }: Matched): KnownValues {
	const digits = to.phone?.replace(/\D/g, '') ?? '';
	const known = new Map<string, string>();
	if (digits !== '')
		for (const form of [digits, `+${digits}`, `whatsapp:+${digits}`])
			known.set(form, 'number of the person');
	if (to.userId) known.set(to.userId, 'user ID of the person');
	return known;
}
