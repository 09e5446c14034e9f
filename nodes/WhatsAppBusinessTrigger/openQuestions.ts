import type { IDataObject } from 'n8n-workflow';
import type { InboundEvent, Person, StatusEvent } from '../whatsapp/events';
import { readReference, REASON_DELIVERY, TEXT_DELIVERY } from '../approvals/reference';
import { isCategory, REPORTED, type DeliveryFact, type Announcement } from '../approvals/protocol';
import { canonicalPerson, changedPeople, identitiesOf } from '../whatsapp/person';
import { priceOf } from '../whatsapp/price';
import { shortHash } from '../core/crypto';

/** How many questions are remembered: about 60 KB of static data. */
const MOST = 400;
/** Seconds for which one that is over is remembered: WhatsApp delivers again for a week. */
const REMEMBERED = 8 * 24 * 3600;

/** A question that somebody was asked; what answers it may carry no reference. */
interface Question {
	reference: string;
	times: DeliveryFact['times'];
	price?: DeliveryFact['price'];
	/** Hashes of the person's identities. */
	people: string[];
	/** Until when it can be answered, in seconds since 1970; without end where that is not known. */
	until?: number;
	/** Since when nobody waits for it any more, in seconds since 1970. */
	closed?: number;
}

/** What statuses say of a message. */
type Seen = Pick<Question, 'times' | 'price'>;

/** Questions by the hash of their message ID, oldest first. */
type Questions = Map<string, Question>;

/**
 * What this process has learned, by node. n8n gives each request the static data as it was when the
 * request began, so of two requests in the same moment neither sees there what the other learns.
 */
const recent = new Map<string, Questions>();

/**
 * Times of messages that carry no reference and are no question so far, by node: a status can be
 * here before the approval tells that it has just asked. In memory only; times are evidence.
 */
const early = new Map<string, Map<string, Seen>>();

/**
 * The approvals that wait for an answer: each tells when it asks, and statuses, which echo the
 * reference, tell it again. Words, reactions and changes of number carry none; with this they find
 * their way. What is over stays on record for a while, so that nothing late opens it again.
 */
export class OpenQuestions {
	private readonly questions: Questions;
	private changed = false;

	constructor(
		private readonly data: IDataObject,
		private readonly node: string,
		private readonly now = Math.floor(Date.now() / 1000),
	) {
		this.questions = merge(stored(data), recent.get(node));
	}

	/** Learns from a status which message asks whom, and how far it got. @returns is it one of ours? */
	learn(event: InboundEvent): boolean {
		if (event.event !== 'status') return false;
		const key = shortHash(event.messageId);
		const repeated = readReference(event.reference) === undefined ? undefined : event.reference;
		const reference = repeated ?? this.questions.get(key)?.reference;
		if (reference === undefined) {
			if (event.reference === undefined) this.remember(key, seenIn(event));
			return false;
		}
		this.set(key, { reference, ...seenIn(event), people: identities(event.recipient) });
		return true;
	}

	/** Takes in a question that an approval tells of itself. */
	add({ reference, messageId, people, until }: Announcement): void {
		if (readReference(reference) === undefined) return;
		const key = shortHash(messageId);
		const end = Date.parse(until ?? '');
		this.set(key, {
			reference,
			...(early.get(this.node)?.get(key) ?? { times: {} }),
			people: people.split('|').filter((hash) => /^[\w-]+$/.test(hash)),
			...(Number.isNaN(end) ? {} : { until: Math.floor(end / 1000) }),
		});
	}

	/** What is known of the questions of one approval. */
	facts(reference: string): DeliveryFact[] {
		const wanted = approvalOf(reference);
		return [...this.questions]
			.filter(([, question]) => approvalOf(question.reference) === wanted)
			.map(([message, { times, price }]) => ({ message, times, ...(price && { price }) }));
	}

	/**
	 * References of the questions that an event may answer. Of words that quote nothing, those of every
	 * question that is answered by writing and still open: who hands them on finds out which is meant.
	 */
	about(event: InboundEvent): string[] {
		if (event.event === 'message' && event.kind === 'system')
			return [...new Set(changedPeople(event).flatMap((person) => this.of(person)))];
		const failed = event.event === 'status' && event.status === 'failed';
		const quoted = failed ? event.messageId : event.context?.messageId;
		if (quoted !== undefined) {
			const question = this.questions.get(shortHash(quoted));
			// That a question failed which is over changes nothing; words to it get a note.
			const concerned = question !== undefined && !(failed && question.closed !== undefined);
			return concerned ? [question.reference] : [];
		}
		if (event.event !== 'message' || event.groupId !== undefined) return [];
		return this.of(event.from).filter((reference) =>
			[TEXT_DELIVERY, REASON_DELIVERY].includes(readReference(reference)?.choice ?? ''),
		);
	}

	/**
	 * Nobody waits for an approval's questions any more.
	 *
	 * @param messageId the question that was answered, which this trigger may not have heard of yet
	 */
	close(reference: string, messageId?: string): void {
		const over = approvalOf(reference);
		if (messageId !== undefined)
			this.set(shortHash(messageId), { reference, times: {}, people: [], closed: this.now });
		for (const [key, question] of this.questions) {
			if (approvalOf(question.reference) === over && question.closed === undefined)
				this.set(key, { ...question, closed: this.now });
		}
	}

	/** Puts what has changed into the static data. */
	save(): void {
		if (!this.changed) return;
		const all = [...merge(this.questions, recent.get(this.node))].filter(
			([, { until = Infinity, closed = until }]) => closed + REMEMBERED > this.now,
		);
		const over = all.filter(([, { closed }]) => closed !== undefined);
		const spare = new Set(over.slice(0, Math.max(0, all.length - MOST)));
		const kept = all.filter((one) => !spare.has(one)).slice(-MOST);
		const lines = kept.map(([key, { reference, times, price, people, until, closed }]) => {
			const seconds = [...REPORTED.map((status) => times[status]), until, closed];
			const facts = seconds.map((second) => second?.toString(36) ?? '');
			const written = [...facts, ...(price ? [writePrice(price)] : [])].join('-');
			return [key, reference, written, ...people].join(' ');
		});
		this.data.questions = lines.join('\n');
	}

	/** Of the questions to a person, those that can still be answered. */
	private of(person: Person): string[] {
		const theirs = identities(person);
		const found = [...this.questions.values()].filter(
			({ people, until = Infinity, closed }) =>
				closed === undefined && until > this.now && people.some((one) => theirs.includes(one)),
		);
		return [...new Set(found.map(({ reference }) => reference))];
	}

	private remember(key: string, seen: Seen): void {
		const known = early.get(this.node) ?? new Map<string, Seen>();
		early.set(this.node, known);
		const before = known.get(key);
		known.set(key, {
			times: { ...before?.times, ...seen.times },
			price: seen.price ?? before?.price,
		});
		if (known.size > MOST) known.delete(known.keys().next().value!);
	}

	private set(key: string, learned: Question): void {
		const known = recent.get(this.node) ?? new Map<string, Question>();
		recent.set(this.node, known);
		const question = together(this.questions.get(key), together(known.get(key), learned));
		known.set(key, question);
		if (known.size > MOST) known.delete(known.keys().next().value!);
		this.questions.set(key, question);
		this.changed = true;
	}
}

/** All that is known of one question, whoever learned it first. What is over stays over. */
function together(one: Question | undefined, other: Question): Question {
	if (one === undefined) return other;
	return {
		reference: one.reference,
		times: { ...one.times, ...other.times },
		price: other.price ?? one.price,
		people: [...new Set([...one.people, ...other.people])],
		until: other.until ?? one.until,
		closed: one.closed ?? other.closed,
	};
}

function seenIn(event: StatusEvent): Seen {
	const reported = REPORTED.find((one) => one === event.status);
	const price = priceOf(event);
	return {
		times:
			reported === undefined ? {} : { [reported]: Math.floor(Date.parse(event.timestamp) / 1000) },
		...(price && isCategory(price.category) && { price }),
	};
}

/** Charged, free or neither said, and the category: `+utility`. */
const MARKS = { '+': true, '.': false, '?': undefined } as const;

function writePrice({ category, charged }: NonNullable<Question['price']>): string {
	const [mark] = Object.entries(MARKS).find(([, one]) => one === charged)!;
	return `${mark}${category}`;
}

function readPrice(written: string | undefined): Question['price'] {
	const mark = written?.[0] ?? '';
	if (!(mark in MARKS)) return undefined;
	const charged = MARKS[mark as keyof typeof MARKS];
	const category = written!.slice(1);
	return charged === undefined ? { category } : { category, charged };
}

/** Execution, node and signature of the resume URL, which all references of one request share. */
function approvalOf(text: string): string {
	const { executionId, nodeId, signature } = readReference(text) ?? {};
	return [executionId, nodeId, signature].join(' ');
}

const identities = (person: Person): string[] =>
	identitiesOf(person).map((one) => shortHash(canonicalPerson(one)));

function merge(before: Questions, since: Questions | undefined): Questions {
	const all = new Map(before);
	for (const [key, question] of since ?? []) all.set(key, together(all.get(key), question));
	return all;
}

/** One text: n8n goes through all elements of a list, more than once for each request. */
function stored({ questions }: IDataObject): Questions {
	// Earlier versions wrote a list.
	const lines = typeof questions === 'string' ? questions.split('\n') : questions;
	if (!Array.isArray(lines)) return new Map();
	return new Map(
		lines.filter(isLine).map((line) => {
			const [key, reference, seconds, ...people] = line.split(' ');
			const [until, closed, ...times] = inOrder(seconds);
			const known = REPORTED.flatMap((status, index) =>
				times[index] === undefined ? [] : [[status, times[index]]],
			);
			const price = readPrice(seconds.split('-')[REPORTED.length + 2]);
			return [key, { reference, times: Object.fromEntries(known), price, people, until, closed }];
		}),
	);
}

/** Until when and since when, which earlier versions did not write, then the times of the statuses. */
function inOrder(seconds: string): Array<number | undefined> {
	const given = seconds.split('-').map((one) => {
		const second = Number.parseInt(one, 36);
		return Number.isNaN(second) ? undefined : second;
	});
	return [given[REPORTED.length], given[REPORTED.length + 1], ...given.slice(0, REPORTED.length)];
}

const isLine = (line: unknown): line is string =>
	typeof line === 'string' && line.split(' ').length > 2;
