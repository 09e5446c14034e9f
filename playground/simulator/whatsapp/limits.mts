import { z } from 'zod';

/**
 * WhatsApp's documented limits as small schemas (M:messages/*, OA). Lengths are counted in UTF-16
 * units, the strictest reading: what passes here passes at Meta.
 */

export const nonEmpty = (limit: number) => z.string().min(1).max(limit);

export const httpUrl = z
	.string()
	.max(2000)
	.refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), {
		message: 'must be an http or https URL',
	});

export const bytesAtMost = (limit: number) =>
	z
		.string()
		.min(1)
		.refine((value) => Buffer.byteLength(value) <= limit, {
			message: `must be at most ${limit} bytes long`,
		});

/** "No leading/trailing space" is stated for reply button ids (OA: ActionObject). */
export const replyId = (limit: number) =>
	nonEmpty(limit).refine((value) => value.trim() === value, {
		message: 'must not begin or end with a space',
	});

function oneOfIdAndLink(media: { id?: string | undefined; link?: string | undefined }): boolean {
	return (media.id === undefined) !== (media.link === undefined);
}

const ID_OR_LINK = { message: 'must have exactly one of id and link' };
const address = { id: nonEmpty(100).optional(), link: httpUrl.optional() };

export const plainMedia = z.strictObject(address).refine(oneOfIdAndLink, ID_OR_LINK);

export const captionedMedia = z
	.strictObject({ ...address, caption: nonEmpty(1024).optional() })
	.refine(oneOfIdAndLink, ID_OR_LINK);

export const documentMedia = z
	.strictObject({
		...address,
		caption: nonEmpty(1024).optional(),
		filename: nonEmpty(240).optional(),
	})
	.refine(oneOfIdAndLink, ID_OR_LINK);

export const headerDocument = z
	.strictObject({ ...address, filename: nonEmpty(240).optional() })
	.refine(oneOfIdAndLink, ID_OR_LINK);

export const audioMedia = z
	.strictObject({ ...address, voice: z.boolean().optional() })
	.refine(oneOfIdAndLink, ID_OR_LINK);

const latitude = z.coerce.number().min(-90).max(90);
const longitude = z.coerce.number().min(-180).max(180);

export const location = z.strictObject({
	latitude,
	longitude,
	name: nonEmpty(1000).optional(),
	address: nonEmpty(1000).optional(),
});

/** In a template's header all four are asked for (M:templates/components). */
export const headerLocation = z.strictObject({
	latitude,
	longitude,
	name: nonEmpty(1000),
	address: nonEmpty(1000),
});
