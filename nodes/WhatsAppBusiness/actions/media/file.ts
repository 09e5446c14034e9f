import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isSuccess } from '../../../core/http';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { call, readCredential } from '../../../n8n/transport';
import { readText } from '../../../n8n/readText';
import type { Provider } from '../../../providers/provider';
import type { MediaType } from '../../../whatsapp/messages';
import { notVoice, VOICE_NOTE, VOICE_TYPE } from '../../../whatsapp/voiceNote';
import { offered } from '../operation';
import { checkFile, fileType, isAnimated } from './fileLimits';

interface Uploaded {
	id: string;
	fileName: string;
	mimeType: string;
	size: number;
	type: MediaType;
}

/** What the builder wants otherwise than the file says. */
interface UploadWishes {
	fileName?: string;
	mimeType?: string;
	/** What it is to be sent as. */
	type?: MediaType;
	/** As a voice note. */
	voice?: boolean;
}

/**
 * Uploads a file of the item, once it is known to be one that WhatsApp takes.
 *
 * @param field the item's binary field
 * @throws NodeOperationError when there is no such file, or WhatsApp would refuse it
 * @throws NodeApiError when the provider refused, or did not answer
 */
export async function uploadFile(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
	from: string,
	field: string,
	wishes: UploadWishes = {},
): Promise<Uploaded> {
	const node = context.getNode();
	const media = offered(provider.media, context, itemIndex, provider, 'upload files');
	const file = await itemFile(context, itemIndex, field);
	const { bytes } = file;
	const checked = checkFile(
		{
			mimeType: wishes.mimeType?.trim() || fileType(file.mimeType, wishes.fileName ?? ''),
			size: bytes.length,
			animated: isAnimated(bytes),
		},
		wishes.type,
	);
	if (!checked.ok) throw configurationError(node, checked.message, checked.hint, itemIndex);
	const { type } = checked;
	const notNote = wishes.voice === true ? notVoice(bytes) : undefined;
	if (notNote !== undefined) {
		throw configurationError(
			node,
			`The file ${notNote}, so it is no voice note`,
			`WhatsApp takes ${VOICE_NOTE}. Convert the file, or switch "Send as Voice Note" off`,
			itemIndex,
		);
	}
	const mimeType = wishes.voice === true ? VOICE_TYPE : checked.mimeType;
	const fileName = wishes.fileName?.trim() || file.fileName;
	const credential = await readCredential(context, provider);
	const request = media.upload({ name: fileName, mimeType }, from, credential);
	const { status, body } = await call(context, provider, request, bytes);
	const id = isSuccess(status) ? media.uploaded(body) : undefined;
	if (id === undefined) throw new ProviderError(node, provider.failure(status, body), itemIndex);
	return { id, fileName, mimeType, size: bytes.length, type };
}

export interface ItemFile {
	bytes: Buffer;
	fileName: string;
	mimeType: string;
}

/**
 * A file that an item brings along.
 *
 * @param field the item's binary field
 * @throws NodeOperationError when there is no such file
 */
export async function itemFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<ItemFile> {
	const { binary } = context.getInputData()[itemIndex];
	if (binary?.[field] === undefined) {
		const there = Object.keys(binary ?? {});
		throw configurationError(
			context.getNode(),
			`The item has no file in the field "${field}"`,
			there.length === 0
				? 'Let a node before this one give the file, e.g. HTTP Request or Read/Write Files from Disk'
				: `Its files are in: ${there.join(', ')}`,
			itemIndex,
		);
	}
	const {
		mimeType: said,
		fileName = '',
		fileExtension = '',
	} = context.helpers.assertBinaryData(itemIndex, field);
	const mimeType = fileType(said ?? '', fileName.includes('.') ? fileName : `.${fileExtension}`);
	const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, field);
	return { bytes, mimeType, fileName: fileName || 'file' };
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
