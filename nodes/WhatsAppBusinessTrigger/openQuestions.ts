import type { IDataObject } from 'n8n-workflow';
import type { InboundEvent, Person, StatusEvent } from '../whatsapp/events';
import { readReference, REASON_DELIVERY, TEXT_DELIVERY } from '../approvals/reference';
import { REPORTED, type DeliveryFact, type Announcement } from '../approvals/protocol';
import { canonicalPerson, changedPeople, identitiesOf } from '../whatsapp/person';
import { shortHash } from '../core/crypto';

/** How many questions are remembered: about 60 KB of static data. */
const MOST = 400;

/** A question that somebody was asked; what answers it may carry no reference. */
interface Question {
	reference: string;
	times: DeliveryFact['times'];
	/** Hashes of the person's identities. */
	people: string[];
}

/** Questions by the hash of their message ID, oldest first. */
type Questions = Map<string, Question>;

/** What this process has learned since n8n last read the static data, by node; null: closed. */
const recent = new Map<string, Map<string, Question | null>>();

/**
 * Times of messages that carry no reference and are no question so far, by node: a status can be
 * here before the approval tells that it has just asked. In memory only; times are evidence.
 */
const early = new Map<string, Map<string, DeliveryFact['times']>>();

/**
 * The approvals that wait for an answer, as far as this trigger has seen their statuses, which echo
 * the reference, or was told of them. Words, reactions and changes of number carry none; with this they find their way.
 */
export class OpenQuestions {
	private readonly questions: Questions;
	private changed = false;

	constructor(
		private readonly data: IDataObject,
		private readonly node: string,
	) {
		this.questions = merge(stored(data), recent.get(node));
	}

	/** Learns from a status which message asks whom, and how far it got. @returns is it one of ours? */
	learn(event: InboundEvent): boolean {
		if (event.event !== 'status') return false;
		const key = shortHash(event.messageId);
		const known = this.questions.get(key);
		const repeated = readReference(event.reference) === undefined ? undefined : event.reference;
		const reference = repeated ?? known?.reference;
		if (reference === undefined) {
			if (event.reference === undefined) this.remember(key, timesOf(event));
			return false;
		}
		this.set(key, {
			reference,
			times: { ...known?.times, ...timesOf(event) },
			people: [...new Set([...(known?.people ?? []), ...identities(event.recipient)])],
		});
		return true;
	}

	/** Takes in a question that an approval tells of itself. */
	add({ reference, messageId, people }: Announcement): void {
		if (readReference(reference) === undefined) return;
		const key = shortHash(messageId);
		const known = this.questions.get(key);
		this.set(key, {
			reference,
			times: { ...early.get(this.node)?.get(key), ...known?.times },
			people: [...new Set([...(known?.people ?? []), ...people.split('|').map(shortHash)])],
		});
	}

	/** What is known of the questions of one approval. */
	facts(reference: string): DeliveryFact[] {
		const wanted = approvalOf(reference);
		return [...this.questions]
			.filter(([, question]) => approvalOf(question.reference) === wanted)
			.map(([message, { times }]) => ({ message, times }));
	}

	/** References of the questions that an event may answer. */
	about(event: InboundEvent): string[] {
		if (event.event === 'message' && event.kind === 'system')
			return [...new Set(changedPeople(event).flatMap((person) => this.of(person)))];
		const failed = event.event === 'status' && event.status === 'failed';
		const quoted = failed ? event.messageId : event.context?.messageId;
		if (quoted !== undefined) {
			const question = this.questions.get(shortHash(quoted));
			return question === undefined ? [] : [question.reference];
		}
		if (event.event !== 'message' || event.groupId !== undefined) return [];
		// Only where writing is the answer, and only when it is clear which question is meant.
		const writing = this.of(event.from).filter((reference) =>
			[TEXT_DELIVERY, REASON_DELIVERY].includes(readReference(reference)?.choice ?? ''),
		);
		return writing.length === 1 ? writing : [];
	}

	/** Nobody waits for these any more. */
	close(reference: string): void {
		const over = approvalOf(reference);
		for (const [key, question] of this.questions) {
			if (approvalOf(question.reference) === over) this.set(key, null);
		}
	}

	/** Puts what has changed into the static data. */
	save(): void {
		if (!this.changed) return;
		const all = [...merge(stored(this.data), recent.get(this.node))].slice(-MOST);
		this.data.questions = all.map(([key, { reference, times, people }]) => {
			const seconds = REPORTED.map((status) => times[status]?.toString(36) ?? '');
			return [key, reference, seconds.join('-'), ...people].join(' ');
		});
	}

	private of(person: Person): string[] {
		const theirs = identities(person);
		const found = [...this.questions.values()].filter(({ people }) =>
			people.some((one) => theirs.includes(one)),
		);
		return [...new Set(found.map(({ reference }) => reference))];
	}

	private remember(key: string, times: DeliveryFact['times']): void {
		const known = early.get(this.node) ?? new Map<string, DeliveryFact['times']>();
		early.set(this.node, known);
		known.set(key, { ...known.get(key), ...times });
		if (known.size > MOST) known.delete(known.keys().next().value!);
	}

	private set(key: string, question: Question | null): void {
		const known = recent.get(this.node) ?? new Map<string, Question | null>();
		recent.set(this.node, known);
		known.set(key, question);
		if (known.size > MOST) known.delete(known.keys().next().value!);
		if (question === null) this.questions.delete(key);
		else this.questions.set(key, question);
		this.changed = true;
	}
}

function timesOf({ status, timestamp }: StatusEvent): DeliveryFact['times'] {
	const reported = REPORTED.find((one) => one === status);
	return reported === undefined ? {} : { [reported]: Math.floor(Date.parse(timestamp) / 1000) };
}

/** Execution, node and signature of the resume URL, which all references of one request share. */
function approvalOf(text: string): string {
	const { executionId, nodeId, signature } = readReference(text) ?? {};
	return [executionId, nodeId, signature].join(' ');
}

const identities = (person: Person): string[] =>
	identitiesOf(person).map((one) => shortHash(canonicalPerson(one)));

function merge(before: Questions, since: Map<string, Question | null> | undefined): Questions {
	const all = new Map(before);
	for (const [key, question] of since ?? []) {
		if (question === null) all.delete(key);
		else all.set(key, question);
	}
	return all;
}

function stored({ questions }: IDataObject): Questions {
	const lines = Array.isArray(questions) ? questions : [];
	return new Map(
		lines.filter(isLine).map((line) => {
			const [key, reference, seconds, ...people] = line.split(' ');
			const given = seconds.split('-');
			const times = REPORTED.flatMap((status, index) =>
				given[index] ? [[status, Number.parseInt(given[index], 36)]] : [],
			);
			return [key, { reference, times: Object.fromEntries(times), people }];
		}),
	);
}

const isLine = (line: unknown): line is string =>
	typeof line === 'string' && line.split(' ').length > 2;
