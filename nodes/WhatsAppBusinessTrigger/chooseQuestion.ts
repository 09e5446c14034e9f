import type { InboundEvent } from '../whatsapp/events';
import type { Resumption } from './waitingAnswer';

/** What an event is handed to; `several`: more than one would take it, so nobody can say which is meant. */
type Choice<Answer> =
	| { kind: 'meant'; answers: Answer[] }
	| { kind: 'several'; event: InboundEvent }
	| { kind: 'again'; event: InboundEvent };

/**
 * Finds out for words that quote nothing which question they answer, where several that are answered by
 * writing are open for all that is known: each is asked whether it would take them. Everything else goes
 * to whatever it names.
 *
 * @param rehearse asks one question, which changes nothing
 */
export async function chooseAll<Answer extends { event: InboundEvent }>(
	answers: readonly Answer[],
	rehearse: (answer: Answer) => Promise<Resumption>,
): Promise<Array<Choice<Answer>>> {
	const byEvent = new Map<InboundEvent, Answer[]>();
	for (const answer of answers)
		byEvent.set(answer.event, [...(byEvent.get(answer.event) ?? []), answer]);
	return await Promise.all(
		[...byEvent].map(async ([event, candidates]): Promise<Choice<Answer>> => {
			if (candidates.length === 1 || !mayBeForOneOnly(event))
				return { kind: 'meant', answers: candidates };
			const outcomes = await Promise.all(candidates.map(rehearse));
			const open = candidates.filter((_, index) => outcomes[index] === 'open');
			if (open.length > 1) return { kind: 'several', event };
			// One that could not say may be the one.
			if (outcomes.includes('again')) return { kind: 'again', event };
			return { kind: 'meant', answers: open };
		}),
	);
}

/** A change of number concerns everybody who waits for the person. */
const mayBeForOneOnly = (event: InboundEvent): boolean =>
	event.event === 'message' && event.kind !== 'system' && event.context?.messageId === undefined;
