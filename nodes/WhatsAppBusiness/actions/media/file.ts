import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { configurationError } from '../../../n8n/errors';
import { itemFile } from '../../../n8n/itemFile';
import { readText } from '../../../n8n/readText';
import { type Uploaded, uploadFile, type UploadWishes } from '../../../n8n/uploadFile';
import type { Provider } from '../../../providers/provider';
import { offered } from '../operation';

/**
 * Uploads a file of the item, once it is known to be one that WhatsApp takes.
 *
 * @param field the item's binary field
 * @throws NodeOperationError when there is no such file, or WhatsApp would refuse it
 * @throws NodeApiError when the provider refused, or did not answer
 */
export async function uploadItemFile(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
	from: string,
	field: string,
	wishes: UploadWishes = {},
): Promise<Uploaded> {
	const media = offered(provider.media, context, itemIndex, provider, 'upload files');
	const file = await itemFile(context, itemIndex, field);
	return await uploadFile(context, itemIndex, { ...provider, media }, from, file, wishes);
}

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
export function readMediaId(context: IExecuteFunctions, itemIndex: number): string {
	const id = readText(context, 'mediaId', itemIndex).trim();
	if (/^[\w-]+$/.test(id)) return id;
	throw configurationError(
		context.getNode(),
		id === '' ? 'Media ID is empty' : `"${id}" is no media ID`,
		'Give the ID of an upload, or the field media.id of the WhatsApp Business Trigger',
		itemIndex,
	);
}
