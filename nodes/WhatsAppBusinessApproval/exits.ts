import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** How an approval branches: an exit for each answer, then No Answer, then Not Delivered. */
export interface Exits {
	/** How many answers can be given. */
	answers: number;
	/** One exit for everything instead. */
	oneOutput: boolean;
}

/** The node's exits. An expression, because n8n draws them from the parameters. */
export const exitsExpression = `={{ ($parameter["options"] || {})["oneOutput"]
	? [{ type: "main" }]
	: [
		...($parameter["responseType"] === "choices"
			? ((($parameter["choices"] || {})["choice"]) || []).map((choice) => choice["label"] || "Choice")
			: ["Approved", "Rejected"]),
		"No Answer",
		"Not Delivered",
	].map((displayName) => ({ type: "main", displayName })) }}`;

/** The same as the engine sees them. */
export function readExits(context: IExecuteFunctions): Exits {
	const options = context.getNodeParameter('options', 0, {}) as { oneOutput?: boolean };
	const choices = context.getNodeParameter('choices.choice', 0, []) as unknown[];
	const asked = context.getNodeParameter('responseType', 0, 'approval');
	return {
		answers: asked === 'choices' ? choices.length : 2,
		oneOutput: options.oneOutput === true,
	};
}

export const noAnswerExit = ({ answers }: Exits): number => answers;
export const notDeliveredExit = ({ answers }: Exits): number => answers + 1;

/** Puts items on their exit. */
export function onExit(
	items: INodeExecutionData[],
	exit: number,
	{ answers, oneOutput }: Exits,
): INodeExecutionData[][] {
	if (oneOutput) return [items];
	return Array.from({ length: answers + 2 }, (_, index) => (index === exit ? items : []));
}
