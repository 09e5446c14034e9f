import { createHash, randomInt } from 'node:crypto';

import { invalidParameter, messagingRefusal } from '../../whatsapp/refusal.mts';
import type { World } from '../../world.mts';
import { type GraphCall, type RawAnswer, requireScope } from './graph.mts';

const MEGABYTE = 1024 * 1024;

/** Types and sizes of M:business-phone-numbers/media. */
const LIMITS: Array<[RegExp, number]> = [
	[/^image\/(jpeg|png)$/, 5 * MEGABYTE],
	[/^image\/webp$/, 500 * 1024],
	[/^video\/(mp4|3gpp)$/, 16 * MEGABYTE],
	[/^audio\/(aac|amr|mpeg|mp4|ogg)(;.*)?$/, 16 * MEGABYTE],
	[/^(text\/plain|application\/pdf)$/, 100 * MEGABYTE],
	[/^application\/(msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-.+)$/, 100 * MEGABYTE],
];

async function formOf(call: GraphCall): Promise<FormData> {
	if (!call.rawBody || !call.contentType.startsWith('multipart/form-data')) {
		throw invalidParameter('The parameter file is required.');
	}
	try {
		const headers = { 'content-type': call.contentType };
		return await new Response(new Uint8Array(call.rawBody), { headers }).formData();
	} catch {
		throw invalidParameter('Invalid multipart body');
	}
}

/** `POST /<PHONE_NUMBER_ID>/media`, multipart. */
export async function uploadMedia(call: GraphCall): Promise<unknown> {
	requireScope(call, 'whatsapp_business_messaging');
	const form = await formOf(call);
	if (form.get('messaging_product') !== 'whatsapp') {
		throw invalidParameter('The parameter messaging_product is required.');
	}
	const file = form.get('file');
	if (file === null || typeof file === 'string') {
		throw invalidParameter('The parameter file is required.');
	}
	const mimeType = file.type;
	const limit = LIMITS.find(([pattern]) => pattern.test(mimeType))?.[1];
	if (limit === undefined) {
		throw invalidParameter(
			`Param file must be a file of a supported type. Received file of type '${mimeType}'.`,
		);
	}
	const bytes = Buffer.from(await file.arrayBuffer());
	if (bytes.length === 0 || bytes.length > limit) {
		throw invalidParameter(`Param file must have between 1 and ${limit} bytes.`);
	}
	const id = String(randomInt(10 ** 13, 2 * 10 ** 13));
	call.world.media.set(id, { id, mimeType, bytes });
	return { id };
}

export function getMedia(call: GraphCall): object | undefined {
	requireScope(call, 'whatsapp_business_messaging');
	const media = call.world.media.get(call.objectId);
	if (!media) return undefined;
	return {
		messaging_product: 'whatsapp',
		url: `${call.origin}/${call.version}/${media.id}/download`,
		mime_type: media.mimeType,
		sha256: createHash('sha256').update(media.bytes).digest('hex'),
		file_size: media.bytes.length,
		id: media.id,
	};
}

/** Stands for lookaside.fbsbx.com: needs the token like the real address. */
export function downloadMedia(call: GraphCall): RawAnswer | undefined {
	const media = call.world.media.get(call.objectId);
	return media && { mimeType: media.mimeType, bytes: media.bytes };
}

export function deleteMedia(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_messaging');
	call.world.media.delete(call.objectId);
	return { success: true };
}

const MEDIA_KEYS = ['image', 'video', 'document', 'audio', 'sticker'];

/** The uploads that a message names, each with what it is to be shown as. */
function mediaIn(value: unknown): Array<{ kind: string; id: string }> {
	if (Array.isArray(value)) return value.flatMap(mediaIn);
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([kind, item]) => {
		const id = (item as { id?: unknown } | null)?.id;
		const own = MEDIA_KEYS.includes(kind) && typeof id === 'string' ? [{ kind, id }] : [];
		return [...own, ...mediaIn(item)];
	});
}

/** The types of M:business-phone-numbers/media, by what they can be shown as. */
const SHOWN_AS: Record<string, RegExp> = {
	image: /^image\/(jpeg|png)$/,
	sticker: /^image\/webp$/,
	video: /^video\//,
	audio: /^audio\//,
	document: /^(text|application)\//,
};

/**
 * A message may only name media that were uploaded here, also above its buttons and in a template's header,
 * and each as what it is.
 */
export function requireUploadedMedia(world: World, message: unknown): void {
	const named = mediaIn(message);
	const missing = named.find(({ id }) => !world.media.has(id));
	if (missing) {
		throw invalidParameter('Invalid parameter', `Media ID ${missing.id} does not exist`);
	}
	for (const { kind, id } of named) {
		const { mimeType } = world.media.get(id)!;
		if (SHOWN_AS[kind]!.test(mimeType)) continue;
		throw messagingRefusal(131053, `Media ID ${id} is ${mimeType}, which is no ${kind}`);
	}
	const { voice, id } = (message as { audio?: { voice?: boolean; id?: string } }).audio ?? {};
	if (voice !== true || id === undefined) return;
	// The base audio/ogg is none of the types that are taken (M:business-phone-numbers/media).
	if (!/^audio\/ogg; ?codecs=opus$/i.test(world.media.get(id)?.mimeType ?? '')) {
		throw messagingRefusal(131053, 'A voice message must be audio/ogg with the OPUS codec');
	}
}
