import type { IExecuteFunctions } from 'n8n-workflow';
import { isSuccess } from '../core/http';
import type { Provider } from '../providers/provider';
import type { MediaStore } from '../providers/resources';
import { checkFile, fileType, isAnimated } from '../whatsapp/fileLimits';
import type { MediaType } from '../whatsapp/messages';
import { notVoice, VOICE_NOTE, VOICE_TYPE } from '../whatsapp/voiceNote';
import { configurationError, ProviderError } from './errors';
import type { ItemFile } from './itemFile';
import { call, readCredential } from './transport';

/** An upload, kept for 30 days. */
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
	/** As a voice note. */
	voice?: boolean;
}

/** A provider that takes uploads. */
export type Uploading = Provider & { media: MediaStore };

/**
 * Uploads a file, once it is known to be one that WhatsApp takes.
 *
 * @param from the sending number, for which it is kept
 * @throws NodeOperationError when WhatsApp would refuse it
 * @throws NodeApiError when the provider refused, or did not answer
 */
export async function uploadFile(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Uploading,
	from: string,
	file: ItemFile,
	wishes: UploadWishes = {},
): Promise<Uploaded> {
	const node = context.getNode();
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
	const request = provider.media.upload({ name: fileName, mimeType }, from, credential);
	const { status, body } = await call(context, provider, request, bytes);
	const id = isSuccess(status) ? provider.media.uploaded(body) : undefined;
	if (id === undefined) throw new ProviderError(node, provider.failure(status, body), itemIndex);
	return { id, fileName, mimeType, size: bytes.length, type };
}
