import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { mistake } from '../../../n8n/errors';

export const mediaIdField: INodeProperties = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1037543291543636',
	description:
		'ID of an upload, or of a file that somebody sent, as the WhatsApp Business Trigger gives it',
};

/** What a refusal of an ID usually means. */
export const GONE =
	'Check the ID. WhatsApp keeps files that people send for 7 days and uploads for 30 days';

/** The ID in that field. @throws NodeOperationError for what can be none, as it becomes part of an address */
export function readMediaId(context: IExecuteFunctions, index: number): string {
	const id = String(context.getNodeParameter('mediaId', index) ?? '').trim();
	if (/^[\w-]+$/.test(id)) return id;
	throw mistake(
		context.getNode(),
		id === '' ? 'Media ID is empty' : `"${id}" is no media ID`,
		'Give the ID of an upload, or the field media.id of the WhatsApp Business Trigger',
		index,
	);
}
