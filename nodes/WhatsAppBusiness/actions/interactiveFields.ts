import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** The ID of a button or a row. @param when e.g. `button is tapped` */
export const replyIdField = (when: string): INodeProperties => ({
	displayName: 'Reply ID',
	name: 'id',
	type: 'string',
	default: '',
	placeholder: 'e.g. delivery-done',
	description: `What the trigger receives when the ${when}. Empty means the same as the label.`,
});

/** Header and footer, from the options. */
export function readFrame(
	context: IExecuteFunctions,
	itemIndex: number,
): { header?: string; footer?: string } {
	const { header, footer } = context.getNodeParameter('options', itemIndex, {}) as {
		header?: string;
		footer?: string;
	};
	return { header: header || undefined, footer: footer || undefined };
}
