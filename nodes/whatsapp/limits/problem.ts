import type { Frame } from '../messages';
import type { FrameLimits, Provider } from '../../providers/provider';
import { between, publicLink, unless, type Findings } from '../../shared/messageLimits/problem';

/** Body, header and footer of an interactive message. */
export function frameFindings(
	{ body, header, headerMedia, footer }: Frame,
	limits: FrameLimits,
	{ name }: Provider,
): Findings {
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
					publicLink(headerMedia.link),
				]),
	];
}
