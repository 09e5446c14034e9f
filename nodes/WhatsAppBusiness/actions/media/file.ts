import type { IExecuteFunctions } from 'n8n-workflow';
import type { MediaType } from '../../../whatsapp/messages';
import type { Provider } from '../../../providers/provider';
import { mistake, refusal } from '../../../n8n/errors';
import { isSuccess } from '../../../core/http';
import { call, readAccount } from '../../../n8n/transport';
import { offered } from '../notOffered';
import { checkFile, isAnimated } from './fileLimits';
import { itemFile } from './itemFile';

export interface Uploaded {
	id: string;
	fileName: string;
	mimeType: string;
	size: number;
	type: MediaType;
}

/** What the builder wants otherwise than the file says. */
export interface UploadWishes {
	fileName?: string;
	mimeType?: string;
	/** What it is to be sent as. */
	type?: MediaType;
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
	index: number,
	provider: Provider,
	from: string,
	field: string,
	wishes: UploadWishes = {},
): Promise<Uploaded> {
	const node = context.getNode();
	const media = offered(provider.media, context, index, provider, 'upload files');
	const file = await itemFile(context, index, field);
	const { bytes } = file;
	const checked = checkFile(
		{
			mimeType: wishes.mimeType?.trim() || file.mimeType,
			size: bytes.length,
			animated: isAnimated(bytes),
		},
		wishes.type,
	);
	if (!checked.ok) throw mistake(node, checked.message, checked.hint, index);
	const { mimeType, type } = checked;
	const fileName = wishes.fileName?.trim() || file.fileName;
	const account = await readAccount(context, provider);
	const request = media.upload({ name: fileName, mimeType }, from, account);
	const { status, body } = await call(context, provider, request, bytes);
	const id = isSuccess(status) ? media.uploaded(body) : undefined;
	if (id === undefined) throw refusal(node, provider.failure(status, body), index);
	return { id, fileName, mimeType, size: bytes.length, type };
}
