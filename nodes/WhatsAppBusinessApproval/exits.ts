import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isHumanReview, reviewItem } from './output/humanReview';

/** How an approval branches: an exit for each answer, then No Answer, then Not Delivered. */
export interface Exits {
	/** How many answers have an exit. */
	answers: number;
	/** One exit for everything instead. */
	oneOutput: boolean;
	/** That exit leads back to an AI agent. */
	humanReview: boolean;
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
