import type {
	ButtonsMessage,
	ListMessage,
	MediaMessage,
	Message,
	ReplyButton,
	TemplateMessage,
} from '../providers/messages';
import type { InteractiveLimits, Provider } from '../providers/types';

/** Where a message breaks a limit: said before anything is sent. */
export interface LimitProblem {
	message: string;
	hint: string;
}

/**
 * Checks a message against what WhatsApp and the provider take.
 *
 * @returns the first limit that is broken, or undefined
 */
export function checkLimits(message: Message, provider: Provider): LimitProblem | undefined {
	const supported = provider.supports[message.kind];
	if (supported === undefined) {
		return {
			message: `${provider.name} cannot send messages of the kind "${message.kind}"`,
			hint: 'Choose another kind of message or another provider',
		};
	}
	if (message.to.phone === undefined && !provider.supports.userIds) {
		return {
			message: `${provider.name} writes to phone numbers only, not to user IDs`,
			hint: 'Give the phone number of this person with its country code',
		};
	}
	if (message.replyTo !== undefined && !provider.supports.quote) {
		return {
			message: `${provider.name} cannot quote an earlier message`,
			hint: 'Leave "Reply To Message ID" empty',
		};
	}
	if (message.reference !== undefined && !provider.supports.reference) {
		return {
			message: `${provider.name} repeats no tracking reference in its delivery statuses`,
			hint: 'Leave "Tracking Reference" empty, and compare the message ID instead',
		};
	}
	const reference = between(
		'Tracking Reference',
		message.reference ?? '',
		0,
		provider.supports.reference ?? 0,
	);
	return reference ?? problems(message, provider).find((problem) => problem !== undefined);
}

function mediaProblems(
	{ type, media, caption }: MediaMessage,
	{ name, supports }: Provider,
): Array<LimitProblem | undefined> {
	const { types, caption: most, id } = supports.media!;
	const mute = type === 'audio' || type === 'sticker';
	return [
		types.includes(type)
			? undefined
			: { message: `${name} cannot send media of the type ${type}`, hint: 'Choose another type' },
		'link' in media
			? /^https?:\/\/\S+$/i.test(media.link)
				? undefined
				: {
						message: `"${media.link}" is no public link`,
						hint: 'Give an address that starts with https://',
					}
			: id
				? undefined
				: {
						message: `${name} takes media by public link only`,
						hint: 'Give an address that starts with https://',
					},
		mute && caption !== undefined
			? { message: `WhatsApp shows no caption with ${type}`, hint: 'Remove the caption' }
			: between('Caption', caption ?? '', 0, most),
	];
}

function problems(message: Message, provider: Provider): Array<LimitProblem | undefined> {
	const { supports } = provider;
	if (message.kind === 'text') {
		return [between('Text', message.text, 1, supports.text!.body)];
	}
	if (message.kind === 'template') return templateProblems(message, supports.template!.payload);
	if (message.kind === 'media') return mediaProblems(message, provider);
	return message.kind === 'buttons'
		? interactiveProblems('button', message, message.buttons, supports.buttons!)
		: [
				between('List Button Label', message.button, 1, supports.list!.button),
				...interactiveProblems('row', message, message.rows, supports.list!),
				...message.rows.map(({ description }, index) =>
					between(
						`Description of row ${index + 1}`,
						description ?? '',
						0,
						supports.list!.description,
					),
				),
			];
}

function interactiveProblems(
	what: 'button' | 'row',
	{ body, header, footer }: ButtonsMessage | ListMessage,
	options: readonly ReplyButton[],
	limits: InteractiveLimits,
): Array<LimitProblem | undefined> {
	const count = options.length;
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
		count === 0 ? { message: `There is no ${what}`, hint: `Add at least one ${what}` } : undefined,
		count > limits.count
			? {
					message: `There are ${count} ${what}s; WhatsApp shows at most ${limits.count}`,
					hint: what === 'button' ? 'Remove buttons, or ask with a list' : 'Remove rows',
				}
			: undefined,
		...options.flatMap(({ id, title }, index) => [
			between(`Label of ${what} ${index + 1}`, title, 1, limits.title),
			between(`Reply ID of ${what} ${index + 1}`, id, 1, limits.id),
			id.trim() === id
				? undefined
				: {
						message: `The reply ID of ${what} ${index + 1} begins or ends with a space`,
						hint: 'Remove the space',
					},
		]),
		// Two rows may look the same to WhatsApp, but not to the person.
		duplicate(
			what,
			'label',
			options.map(({ title }) => title),
		),
		duplicate(
			what,
			'reply ID',
			options.map(({ id }) => id),
		),
	];
}

function templateProblems(
	{ template, values }: TemplateMessage,
	payloadLimit: number,
): Array<LimitProblem | undefined> {
	return template.variables.map((variable) => {
		const value = values[variable.id];
		if (value === undefined) return undefined;
		if (variable.kind === 'payload') return between(variable.label, value, 1, payloadLimit);
		// Refused as 132018 by the platform.
		return variable.kind === 'text' && /[\n\t]| {5}/.test(value)
			? {
					message: `The value of "${variable.label}" has line breaks, tabs or more than four spaces in a row`,
					hint: 'WhatsApp takes none of these inside a template',
				}
			: undefined;
	});
}

function duplicate(what: string, field: string, values: string[]): LimitProblem | undefined {
	const found = values.find((value, index) => values.indexOf(value) !== index);
	return found === undefined
		? undefined
		: {
				message: `Two ${what}s have the same ${field} "${found}"`,
				hint: `Give each ${what} its own ${field}`,
			};
}

function between(
	field: string,
	value: string,
	least: number,
	most: number,
): LimitProblem | undefined {
	if (value.trim().length < least)
		return { message: `${field} is empty`, hint: `Fill in ${field}` };
	return value.length <= most
		? undefined
		: {
				message: `${field} has ${value.length} characters; WhatsApp takes at most ${most}`,
				hint: `Shorten ${field}`,
			};
}
