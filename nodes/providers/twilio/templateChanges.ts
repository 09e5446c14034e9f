import { isSuccess } from '../../core/http';
import { asObject, asText, defined } from '../../core/json';
import { type Problem, unless } from '../../whatsapp/limits/problem';
import { variablesIn } from '../../whatsapp/template';
import type {
	DraftCode,
	DraftHeader,
	TemplateDraft,
	WordsDraft,
} from '../../whatsapp/templateDraft';
import type { TemplateChanges } from '../resources';
import { twilioCredential, twilioUrl } from './account';
import { failure } from './failure';
import { linkBase, templateContent } from './newContent';

/**
 * Makes and deletes templates: a content, which is then submitted to WhatsApp.
 *
 * @see https://www.twilio.com/docs/content/create-and-send-your-first-content-api-template
 * @see https://www.twilio.com/docs/content/content-api-resources
 */
export const templateChanges: TemplateChanges = {
	problem,

	*create(draft, credential) {
		const twilio = twilioCredential(credential);
		const made = yield {
			method: 'POST',
			url: twilioUrl(twilio, 'content', '/v1/Content'),
			body: { ...templateContent(draft) },
		};
		const sid = isSuccess(made.status) ? asText(asObject(made.body)?.sid) : undefined;
		if (sid === undefined) return { ok: false, failure: failure(made.status, made.body) };
		const content = contentUrl(twilio, sid);
		const { name, category, deliverWithinSeconds } = draft;
		const asked = yield {
			method: 'POST',
			url: `${content}/ApprovalRequests/whatsapp`,
			body: defined({ name, category, send_ttl_seconds: deliverWithinSeconds }),
		};
		if (isSuccess(asked.status)) {
			const answer = asObject(asked.body);
			const status = asText(answer?.status) ?? 'received';
			const moved = asText(answer?.category)?.toUpperCase();
			const template = { id: sid, status: status === 'received' ? 'pending' : status };
			return { ok: true, template: defined({ ...template, category: moved }) };
		}
		// Nobody reviews it, and its name would stand in the list. What may have been taken on stays.
		if (asked.status < 500) yield { method: 'DELETE', url: content };
		return { ok: false, failure: failure(asked.status, asked.body) };
	},

	removes: 'language',
	remove: ({ id = '' }, credential) => ({
		method: 'DELETE',
		url: contentUrl(twilioCredential(credential), id),
	}),
	sampleLinks: true,
};

const contentUrl = (twilio: ReturnType<typeof twilioCredential>, sid: string): string =>
	twilioUrl(twilio, 'content', `/v1/Content/${encodeURIComponent(sid)}`);

function problem(draft: TemplateDraft): Problem | undefined {
	return draft.category === 'AUTHENTICATION' ? codeProblem(draft.code) : wordsProblem(draft);
}

/** @see https://www.twilio.com/docs/content/whatsappauthentication */
function codeProblem({ autofill, copyLabel = '' }: DraftCode): Problem | undefined {
	return (
		unless(
			autofill === undefined,
			'Twilio makes no templates whose code fills itself in',
			'Choose "Copy Code" as button',
		) ??
		unless(
			copyLabel.trim() !== '' && copyLabel.length < 25,
			'Twilio needs the label of the button that copies the code, of up to 24 characters',
			'Fill in "Copy Label" under "Code Options", e.g. Copy code',
		)
	);
}

const ENDINGS = {
	document: /\.pdf$/i,
	image: /\.(jpe?g|png)$/i,
	video: /\.mp4$/i,
} as const;

function wordsProblem({ header, body, buttons }: WordsDraft): Problem | undefined {
	const long = variablesIn(body.text).find((name) => name.length > 16);
	const other = buttons.find(
		(button) =>
			button.kind === 'url' &&
			linkBase(button.url) !== button.url &&
			!button.example?.startsWith(linkBase(button.url)),
	);
	return (
		headerProblem(header) ??
		unless(
			!buttons.some(({ kind }) => kind === 'flow'),
			'Twilio makes no templates with a button that opens a form from here',
			'Make it in the Twilio Console, or choose another provider in this node',
		) ??
		unless(
			long === undefined,
			`The name of the variable {{${long}}} is longer than 16 characters, which Twilio does not take`,
			'Shorten it, or use {{1}}',
		) ??
		unless(
			other === undefined,
			'The example of a website does not begin like the website itself',
			'Write the same address into "Website Example", with something in place of the variable',
		)
	);
}

function headerProblem(header: DraftHeader | undefined): Problem | undefined {
	if (header === undefined || header.format === 'text') return undefined;
	if (header.format === 'location') {
		return {
			message: 'Twilio makes no templates with a place as header',
			hint: 'Choose another header, or another provider in this node',
		};
	}
	const [path] = header.sample.split(/[?#]/);
	return unless(
		!/^https?:/i.test(path) || ENDINGS[header.format].test(path),
		`The link "${header.sample}" does not end like a ${header.format}, by which Twilio tells what it is`,
		'Give the link of a file that ends in .jpg, .png, .mp4 or .pdf',
	);
}
