import type { Carrier, FrameLimits } from '../capabilities';
import type { Frame } from '../messages';

/** Body, header and footer of an interactive message. */
export function frameProblems(
	{ body, header, headerMedia, footer }: Frame,
	limits: FrameLimits,
	{ name, supports }: Carrier,
): Problems {
	return [
		between('Message', body, 1, limits.body),
		between('Header', header ?? '', 0, limits.header),
		between('Footer', footer ?? '', 0, limits.footer),
		limits.folded
			? between(
					'Message with its header and footer',
					[header, body, footer].filter(Boolean).join('\n\n'),
					1,
					limits.body,
				)
			: undefined,
		...(headerMedia === undefined
			? []
			: [
					unless(
						limits.headerMedia === true,
						`${name} shows no picture, video or document above this kind of message`,
						'Remove "Header Media"',
					),
					unless(
						header === undefined,
						'"Header" and "Header Media" are both filled in',
						'WhatsApp shows one of the two: remove the other',
					),
					'link' in headerMedia
						? publicLink(headerMedia.link)
						: unless(
								supports.media?.id === true,
								`${name} takes media by public link only`,
								'Give an address that starts with https://',
							),
				]),
	];
}

/** Why something would be refused, and what to do: said before anything is sent. */
export interface Problem {
	message: string;
	hint: string;
}

/** What is wrong with each part; undefined for a part that is right. */
export type Problems = Array<Problem | undefined>;

/** A problem where something is not so, else undefined. */
export const unless = (holds: boolean, message: string, hint: string): Problem | undefined =>
	holds ? undefined : { message, hint };

/** Is the text's length within its bounds? Space alone counts as empty. */
export function between(
	field: string,
	value: string,
	least: number,
	most: number,
): Problem | undefined {
	if (value.trim().length < least)
		return { message: `${field} is empty`, hint: `Fill in ${field}` };
	return unless(
		value.length <= most,
		`${field} has ${value.length} characters; WhatsApp takes at most ${most}`,
		`Shorten ${field}`,
	);
}

/** Is it an address that anybody can open? */
export const publicLink = (value: string): Problem | undefined =>
	unless(
		/^https?:\/\/\S+$/i.test(value),
		`"${value}" is no public link`,
		'Give an address that starts with https://',
	);
