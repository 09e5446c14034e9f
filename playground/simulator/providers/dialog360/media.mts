import type { GraphCall, RawAnswer } from '../meta/graph.mts';
import { deleteMedia, downloadMedia, getMedia, uploadMedia } from '../meta/media.mts';

export { uploadMedia };

/**
 * Meta's address of a file, passed on as it is: the key counts for nothing there, so the same path is
 * asked of 360dialog (docs.360dialog.com/docs/messaging/media/upload-retrieve-or-delete-media). That the
 * address ends after five minutes is not played.
 */
const META_HOST = 'https://lookaside.fbsbx.com';
export const DOWNLOAD_PATH = '/whatsapp_business/attachments/';

export function describeMedia(call: GraphCall): unknown {
	const media = getMedia(call);
	if (media === undefined) return undefined;
	return { ...media, url: `${META_HOST}${DOWNLOAD_PATH}?mid=${call.objectId}` };
}

export const fetchMedia = (call: GraphCall): RawAnswer | undefined =>
	downloadMedia({ ...call, objectId: call.query.mid ?? '' });

export const removeMedia = (call: GraphCall): unknown =>
	call.world.media.has(call.objectId) ? deleteMedia(call) : undefined;
