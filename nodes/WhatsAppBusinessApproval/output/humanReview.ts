import type { INode, INodeExecutionData } from 'n8n-workflow';
import type { Person } from '../../whatsapp/events';
import type { Outcome } from '../state';

type Told = Pick<Outcome, 'decision'> & {
	choice?: string | null;
	person?: Person | null;
	comment?: string | null;
	failure?: Outcome['failure'];
};

const NO_DECISION =
	'This is neither an approval nor a rejection: nobody has reviewed the call. The tool was not run.';

/** The variant that n8n makes of the node to stand between an AI agent and its tools. */
export const isHumanReview = ({ type }: Pick<INode, 'type'>): boolean => type.endsWith('HitlTool');

/**
 * What the agent is told instead of the tool's result. n8n puts it in quotes into "The user reviewed
 * your planned tool call and provided feedback", and without it into "User rejected the tool call";
 * so it has to say when nobody did either.
 *
 * @returns undefined when the tool runs
 */
export function toldToAgent(outcome: Told): string | undefined {
	const { decision, choice, person, comment, failure } = outcome;
	switch (decision) {
		case 'approved':
			return undefined;
		case 'rejected':
			return sentences(
				`Rejected by ${nameOf(person)}.`,
				comment ? `The reason given: ${oneLine(comment, 1000)}` : '',
				'The tool was not run. Do not call it again for this unless you are asked to.',
			);
		case 'chosen':
			return `${nameOf(person)} chose '${oneLine(choice ?? '')}', which is no approval. The tool was not run.`;
		case 'answered':
			return `${nameOf(person)} wrote something, which is no approval. The tool was not run.`;
		case 'noAnswer':
			return sentences('Nobody answered before the deadline.', NO_DECISION);
		case 'notDelivered':
			return sentences(
				'The question did not reach anybody on WhatsApp.',
				failure?.reason ? `The reason: ${oneLine(failure.reason, 300)}` : '',
				NO_DECISION,
			);
	}
}

/**
 * The item as the agent reads it. Without the fields that came in: among them is what the model
 * wrote and what started the agent, and the agent would take an `approved` or a `chatInput` of
 * theirs for the person's.
 */
export function reviewItem({ json, pairedItem }: INodeExecutionData): INodeExecutionData {
	const outcome = json.approval as unknown as Told;
	const chatInput = toldToAgent(outcome);
	return {
		json: {
			data: {
				approved: outcome.decision === 'approved',
				...(chatInput === undefined ? {} : { chatInput }),
			},
			approval: json.approval,
		},
		pairedItem,
	};
}

function nameOf(person?: Person | null): string {
	const { name, username, phone, userId } = person ?? {};
	return oneLine(name ?? username ?? phone ?? userId ?? '') || 'the person who was asked';
}

/** People name themselves on WhatsApp; a name must not pass for more of the message to the agent. */
function oneLine(text: string, most = 60): string {
	return text.replace(/\s+/g, ' ').replaceAll('"', "'").trim().slice(0, most);
}

const sentences = (...parts: string[]): string =>
	parts
		.filter((part) => part !== '')
		.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
		.join(' ');
