import { defined } from '../../core/json';
import { variablesIn } from '../../whatsapp/template';
import type {
	DraftButton,
	DraftCode,
	DraftHeader,
	TemplateDraft,
	WordsDraft,
} from '../../whatsapp/templateDraft';
import type { NewContent } from './contents';

/**
 * A template as a content of Twilio, which has one flat map of variables: those of the body keep their
 * numbers or names, and those of the header, the file, the links and the code come behind them.
 *
 * @see https://www.twilio.com/docs/content/content-types-overview
 * @see https://www.twilio.com/docs/content/using-variables-with-content-api
 */
export function templateContent(draft: TemplateDraft): NewContent {
	const { name, language } = draft;
	const { variables, types } =
		draft.category === 'AUTHENTICATION' ? ofCode(draft.code) : ofWords(draft);
	return { friendly_name: name, language, variables, types };
}

type Made = Pick<NewContent, 'types' | 'variables'>;

/** @see https://www.twilio.com/docs/content/whatsappauthentication */
function ofCode({ warning, expiresAfterMinutes, copyLabel }: DraftCode): Made {
	const type = defined({
		add_security_recommendation: warning,
		code_expiration_minutes: expiresAfterMinutes,
		actions: [{ type: 'COPY_CODE', copy_code_text: copyLabel }],
	});
	// The code is this variable, although it stands nowhere.
	return { variables: { 1: '123456' }, types: { 'whatsapp/authentication': type } };
}

/** The least that holds everything: a text, quick replies, or a card. */
function ofWords({ header, body, footer, buttons }: WordsDraft): Made {
	const variables = new Variables();
	const text = tight(body.text);
	for (const name of variablesIn(text)) variables.set(name, body.examples[name] ?? '');
	const framed = { ...headerParts(header, variables), footer };
	const actions = buttons.map((button) => action(button, variables));
	const onlyReplies = buttons.every(({ kind }) => kind === 'quickReply');
	const bare = header === undefined && footer === undefined;
	return {
		variables: variables.samples,
		types:
			bare && buttons.length === 0
				? { 'twilio/text': { body: text } }
				: bare && onlyReplies
					? { 'twilio/quick-reply': { body: text, actions } }
					: {
							'whatsapp/card': defined({
								body: text,
								...framed,
								actions: actions.length > 0 ? actions : undefined,
							}),
						},
	};
}

/** The variables of a content, each with what reviewers are shown in its place. */
class Variables {
	readonly samples: Record<string, string> = {};

	set(name: string, sample: string): void {
		this.samples[name] = sample;
	}

	/** @returns a new one, by the first number that is free, as it stands in a text */
	add(sample: string): string {
		let number = Object.keys(this.samples).length + 1;
		while (Object.hasOwn(this.samples, number)) number++;
		this.samples[number] = sample;
		return `{{${number}}}`;
	}
}

/** A variable as Twilio writes it, without spaces. */
const tight = (text: string): string => text.replace(/\{\{\s*(\w+)\s*\}\}/g, '{{$1}}');

/** A place is refused before. */
function headerParts(header: DraftHeader | undefined, variables: Variables) {
	if (header === undefined || header.format === 'location') return {};
	if (header.format !== 'text') return { media: [mediaLink(header.sample, variables)] };
	const text = tight(header.text);
	const [name] = variablesIn(text);
	if (name === undefined) return { header_text: text };
	const example = header.example ?? '';
	if (!/^\d+$/.test(name)) {
		// The same name in the body means the same.
		if (!Object.hasOwn(variables.samples, name)) variables.set(name, example);
		return { header_text: text };
	}
	return { header_text: text.replace(`{{${name}}}`, variables.add(example)) };
}

/**
 * The host stays and the rest is a variable, so that each message can bring its own file from there: "the
 * combined URL must contain the file type".
 *
 * @see https://www.twilio.com/docs/content/whatsappcard
 */
function mediaLink(link: string, variables: Variables): string {
	const base = `${/^https?:\/\/[^/?#]+/i.exec(link)?.[0] ?? ''}/`;
	return base + variables.add(link.slice(base.length));
}

function action(button: DraftButton, variables: Variables): Record<string, string> {
	switch (button.kind) {
		case 'url':
			return { type: 'URL', title: button.text, url: buttonLink(button, variables) };
		case 'phone':
			return { type: 'PHONE_NUMBER', title: button.text, phone: button.phone };
		case 'copyCode':
			// The label is WhatsApp's own; each message brings its code.
			return { type: 'COPY_CODE', title: 'Copy offer code', code: variables.add(button.example) };
		default: {
			const title = 'text' in button ? button.text : '';
			return { type: 'QUICK_REPLY', title, id: title };
		}
	}
}

/** The variable is sampled by its end, the example is the whole address. */
function buttonLink(
	{ url, example = '' }: Extract<DraftButton, { kind: 'url' }>,
	variables: Variables,
): string {
	const base = linkBase(url);
	return base === url ? url : base + variables.add(example.slice(base.length));
}

/** What stands before the variable at the end; all of it where there is none. */
export const linkBase = (url: string): string => url.replace(/\{\{[^{}]*\}\}$/, '');
