import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asObject } from '../../core/json';
import type { Exits, Outcome } from '../state';
import { isHumanReview, reviewItem } from './humanReview';

/**
 * The item that leaves: the incoming fields and files, and the decision. A decision that came in with the
 * item is never passed on as this one's.
 *
 * @param itemIndex of the item that came in
 */
export function outcomeItem(
	{ json: incoming, binary }: Pick<INodeExecutionData, 'json' | 'binary'>,
	outcome: Outcome,
	itemIndex = 0,
): INodeExecutionData {
	const { decision, choice, text, person, decidedAt, comment } = outcome;
	const { messageId, failure, votes, history } = outcome;
	const approved = decision === 'approved';
	const data = asObject(incoming.data) ?? {};
	return {
		json: {
			...incoming,
			// n8n's agents also read these two.
			...('approved' in incoming ? { approved } : {}),
			data: { ...data, approved } as IDataObject,
			approval: {
				decision,
				approved,
				choice: choice ?? null,
				text: text ?? null,
				person: (person ?? null) as unknown as IDataObject,
				decidedAt: decidedAt ?? null,
				comment: comment ?? null,
				messageId: messageId ?? null,
				...(votes === undefined ? {} : { votes: votes as unknown as IDataObject }),
				...(failure === undefined ? {} : { failure: { ...failure } }),
				history: history as unknown as IDataObject[],
			},
		},
		...(binary === undefined ? {} : { binary }),
		pairedItem: { item: itemIndex },
	};
}

/** The node's exits. An expression, because n8n draws them from the parameters. */
export const exitsExpression = `={{ ($parameter["options"] || {})["oneOutput"]
	? [{ type: "main" }]
	: [
		...($parameter["responseType"] === "choices"
			? ((($parameter["choices"] || {})["choice"]) || []).map((choice) => choice["label"] || "Choice")
			: $parameter["responseType"] === "freeText" ? ["Answered"] : ["Approved", "Rejected"]),
		"No Answer",
		"Not Delivered",
	].map((displayName) => ({ type: "main", displayName })) }}`;

/** The same as the engine sees them. */
export function readExits(context: IExecuteFunctions): Exits {
	const options = context.getNodeParameter('options', 0, {}) as { oneOutput?: boolean };
	const choices = context.getNodeParameter('choices.choice', 0, []) as unknown[];
	const answers = { choices: choices.length, freeText: 1 };
	const asked = context.getNodeParameter('responseType', 0, 'approval') as keyof typeof answers;
	const humanReview = isHumanReview(context.getNode());
	const oneOutput = humanReview || options.oneOutput === true;
	return { answers: answers[asked] ?? 2, oneOutput, humanReview };
}

export const noAnswerExit = ({ answers }: Exits): number => answers;
export const notDeliveredExit = ({ answers }: Exits): number => answers + 1;

/** Puts items on their exit. */
export function onExit(
	items: INodeExecutionData[],
	exit: number,
	{ answers, oneOutput, humanReview }: Exits,
): INodeExecutionData[][] {
	if (humanReview) return [items.map(reviewItem)];
	if (oneOutput) return [items];
	return Array.from({ length: answers + 2 }, (_, index) => (index === exit ? items : []));
}
