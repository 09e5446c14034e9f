import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { defined } from '../../core/json';
import { configurationError } from '../../n8n/errors';
import { type ItemFile, itemFile, readFile } from '../../n8n/itemFile';
import { uploadFile } from '../../n8n/uploadFile';
import type { Provider } from '../../providers/provider';
import type { HeaderMedia, Message } from '../../whatsapp/messages';
import { mediaPlace } from '../../whatsapp/template';
import type { ShownQuestion } from '../history';
import type { AboveQuestion, ApprovalState } from '../state';

/**
 * For how long an upload is trusted, in milliseconds. WhatsApp keeps it for 30 days; the last one is left
 * out, so that no question is sent with a file that goes while it travels.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
const KEPT = 29 * 24 * 60 * 60 * 1000;

/**
 * The state with the file of the item uploaded, so that the question can be sent: once for everybody who is
 * asked, and anew when the upload is too old to be there still. Unchanged where there is no file.
 *
 * @throws NodeOperationError when there is no such file, when WhatsApp would refuse it, or when it is no
 * longer the one that others were shown
 * @throws NodeApiError when the provider refused, or did not answer
 */
export async function withUpload(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	now = Date.now(),
): Promise<ApprovalState> {
	const { above, from, itemIndex = 0 } = state;
	const { media } = provider;
	if (above?.field === undefined || media === undefined) return state;
	const { upload, field, type } = above;
	if (upload !== undefined && now - Date.parse(upload.at) < KEPT) return state;
	const file =
		upload === undefined
			? await itemFile(context, itemIndex, field)
			: await sameFile(context, state, field, upload.sha256);
	const fileName = above.filename ?? file.fileName;
	const uploading = { ...provider, media };
	const { id } = await uploadFile(context, itemIndex, uploading, from, file, { type, fileName });
	const uploaded: AboveQuestion = {
		...above,
		filename: fileName,
		upload: { id, at: new Date(now).toISOString(), sha256: hashOf(file) },
	};
	return { ...state, above: uploaded };
}

/** The file of the item as n8n has kept it, weeks later. */
async function sameFile(
	context: IExecuteFunctions,
	{ files, itemIndex = 0 }: ApprovalState,
	field: string,
	sha256: string,
): Promise<ItemFile> {
	const kept = files?.[field];
	const file = kept && (await readFile(context, itemIndex, kept));
	if (file !== undefined && hashOf(file) === sha256) return file;
	throw configurationError(
		context.getNode(),
		`The file in the field "${field}", which stands above the question, is no longer there as it was`,
		'WhatsApp keeps an upload for 30 days, and n8n has not kept the file. Let the node wait for less than that',
	);
}

const hashOf = ({ bytes }: ItemFile): string => createHash('sha256').update(bytes).digest('hex');

/** What stands above the question, as it is sent. */
export function mediaAbove({ above }: Pick<ApprovalState, 'above'>): HeaderMedia | undefined {
	if (above === undefined) return undefined;
	const { type, link = '', upload, filename } = above;
	// Only a document has a name that the person sees.
	const name = type === 'document' ? filename : undefined;
	return defined({
		type,
		...(upload === undefined ? { link } : { id: upload.id }),
		filename: name,
	});
}

/** For the evidence: what stood above the question in this message. */
export function shownAbove(
	{ above }: Pick<ApprovalState, 'above'>,
	message: Message,
): Pick<ShownQuestion, 'above'> {
	if (above === undefined || !carriesMedia(message)) return {};
	const { type, link, filename, upload } = above;
	return { above: defined({ type, link, filename, sha256: upload?.sha256 }) };
}

function carriesMedia(message: Message): boolean {
	switch (message.kind) {
		case 'media':
			return true;
		case 'buttons':
			return message.headerMedia !== undefined;
		case 'template':
			return mediaPlace(message.template) !== undefined;
		default:
			return false;
	}
}
