import type { IWebhookFunctions } from 'n8n-workflow';
import type { InboundEvent } from '../whatsapp/events';
import type { Provider } from '../providers/provider';
import type { WebhookRequest } from '../providers/http';
import { isBareTap, readReference, type ApprovalReference } from '../approvals/reference';
import { chooseAll } from './chooseQuestion';
import { wasForwarded } from './forward';
import type { OpenQuestions } from './openQuestions';
import type { TriggerOptions } from './parameters';
import { keepVote } from './keepVote';
import { notifyPerson, sendNoteBack, tell } from './tellPeople';
import type { Resumption } from './waitingAnswer';
import { type HandOver, resumeApproval, resumePath } from './waitingExecution';
import { told, type UsualTexts } from './usualTexts';
import { waitingBases } from './waitingWays';

/** An event that belongs, or may belong, to a waiting approval. */
interface Answer {
	event: InboundEvent;
	/** As it came with the event or with the question. */
	text: string;
	reference: ApprovalReference;
	/** It carries the reference itself, so it belongs to the approval whatever that says. */
	own: boolean;
}

/** The approvals that an event may be for; usually none. */
export function asAnswers(event: InboundEvent, questions: OpenQuestions): Answer[] {
	const own = readReference(ownReference(event));
	if (own !== undefined) return [{ event, text: ownReference(event)!, reference: own, own: true }];
	return questions.about(event).flatMap((text) => {
		const reference = readReference(text);
		return reference ? [{ event, text, reference, own: false }] : [];
	});
}

function ownReference(event: InboundEvent): string | undefined {
	if (event.event === 'reply') {
		const { kind, replyId, reference } = event;
		// On a template without references on its buttons, and on a button of which no ID comes back, that
		// of the message has to do.
		const unnamed = kind === 'template' && readReference(replyId) === undefined;
		return unnamed || isBareTap(event) ? reference : replyId;
	}
	return event.event === 'status' && event.status === 'failed' ? event.reference : undefined;
}

interface HandedOver {
	/** Ids of events that no execution could take. */
	again: string[];
	/** Events that belong to an approval, and are not to start the workflow. */
	taken: Set<InboundEvent>;
}

/** Gives events to the executions that wait for them. */
export async function handOver(
	context: IWebhookFunctions,
	provider: Provider,
	request: WebhookRequest,
	answers: Answer[],
	{ options, questions }: { options: TriggerOptions; questions: OpenQuestions },
): Promise<HandedOver> {
	const bases = waitingBases(context, options.resumeUrl);
	const { redelivers } = provider.webhooks;
	// Where webhooks are shared, an execution unknown here may well wait on another n8n.
	const shared = options.forwardTo !== '' || wasForwarded(request);
	const handed: HandedOver = { again: [], taken: new Set() };
	/** In the language of the question that was answered. */
	const say = (text: keyof UsualTexts, event: InboundEvent) =>
		told(options, text, answers.find((answer) => answer.event === event)?.reference.language);
	const rehearse = async ({ reference, text }: Answer) => {
		const handOver = { bases, path: resumePath(reference), request, facts: [], redelivers };
		const { outcome } = await resumeApproval(context, { ...handOver, rehearsal: text });
		if (isOver(outcome, shared)) questions.close(text);
		return outcome;
	};
	const meant: Answer[] = [];
	for (const choice of await chooseAll(answers, rehearse)) {
		if (choice.kind === 'meant') meant.push(...choice.answers);
		else if (choice.kind === 'several')
			await tell(context, provider, choice.event, say('severalText', choice.event));
		else {
			handed.again.push(choice.event.id);
			handed.taken.add(choice.event);
			if (!redelivers) await tell(context, provider, choice.event, say('lostText', choice.event));
		}
	}
	// The whole body goes on, so each waiting execution needs it once.
	const paths = new Map(meant.map((one) => [resumePath(one.reference), one.text]));
	const handOvers = [...paths].map(([path, text]) => {
		const facts = questions.facts(text);
		return { bases, path, request, facts, redelivers };
	});
	const outcomes = new Map(
		await Promise.all(
			handOvers.map(async (one) => [one.path, await resumeApproval(context, one)] as const),
		),
	);
	for (const answer of meant) {
		const { event, reference } = answer;
		const { outcome, notes } = outcomes.get(resumePath(reference))!;
		const over = outcome === 'over' || isOver(outcome, shared);
		if (over) questions.close(answer.text, event.context?.messageId);
		if (outcome === 'again') handed.again.push(event.id);
		if (outcome === 'again' && !redelivers)
			await notifyPerson(context, provider, event, say('lostText', event));
		if (belongs(answer, outcome)) handed.taken.add(event);
		if (over && outcome !== 'over') {
			const text = outcome === 'failed' ? 'faultText' : 'lateText';
			await notifyPerson(context, provider, event, say(text, event));
		}
		await Promise.all(notes.splice(0).map((note) => sendNoteBack(context, provider, event, note)));
		if (outcome === 'refused') {
			context.logger.warn('A tap with a forged approval reference was ignored', {
				executionId: reference.executionId,
			});
		}
	}
	for (const one of handOvers) {
		const votes = meant.filter(({ reference }) => resumePath(reference) === one.path);
		if (outcomes.get(one.path)!.vote)
			void lookAfter(context, provider, one, votes, (event) => say('lostText', event));
	}
	return handed;
}

/**
 * Makes sure that votes stay on record, while the provider has its answer already: some deliver one webhook
 * after the other, and all would wait. Whose vote is lost in the end is told to give it again.
 */
async function lookAfter(
	context: IWebhookFunctions,
	provider: Provider,
	handOver: HandOver,
	votes: readonly Answer[],
	lostText: (event: InboundEvent) => string,
): Promise<void> {
	try {
		const kept = await keepVote(context, handOver);
		if (kept?.outcome === 'again') {
			for (const { event } of votes) await notifyPerson(context, provider, event, lostText(event));
		}
		// It was the last that was needed. That it is on record, the voter knows already.
		if (kept?.outcome === 'over') {
			for (const note of kept.notes) await sendNoteBack(context, provider, votes[0].event, note);
		}
	} catch (error) {
		context.logger.error(`WhatsApp Business Trigger: ${(error as Error).message}`);
	}
}

/** What only may have been for an approval starts the workflow when it was not. */
function belongs({ event, own }: Answer, outcome: Resumption): boolean {
	if (own || outcome === 'over' || outcome === 'noted' || outcome === 'again') return true;
	const late = outcome === 'late' || outcome === 'failed';
	return late && event.event === 'message' && event.context !== undefined;
}

/**
 * Does nobody wait any more?
 *
 * @param shared an execution that is not known here may wait on another n8n
 */
const isOver = (outcome: Resumption, shared: boolean): boolean =>
	outcome === 'late' || outcome === 'failed' || (outcome === 'unknown' && !shared);
