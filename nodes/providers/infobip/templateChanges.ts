import { defined } from '../../core/json';
import { type Problem, unless } from '../../whatsapp/limits/problem';
import { variablesIn } from '../../whatsapp/template';
import type {
	DraftButton,
	DraftCode,
	DraftHeader,
	TemplateDraft,
	WordsDraft,
} from '../../whatsapp/templateDraft';
import { creation, type TemplateChanges } from '../resources';
import { infobipCredential, infobipUrl } from './account';
import { failure } from './failure';

/**
 * Makes and deletes templates of the sender's WhatsApp Business Account. The key needs the scope
 * `whatsapp:manage`.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-service-management/create-whatsapp-template
 */
export const templateChanges: TemplateChanges = {
	problem: (draft) => (draft.category === 'AUTHENTICATION' ? undefined : wordsProblem(draft)),
	create(draft, credential) {
		const infobip = infobipCredential(credential);
		const url = infobipUrl(infobip, 'whatsapp', '2', 'senders', infobip.sender, 'templates');
		return creation({ method: 'POST', url, body: templateBody(draft) }, failure);
	},
	// "Deleting the message template will also delete all its languages."
	removes: 'name',
	remove({ name }, credential) {
		const infobip = infobipCredential(credential);
		const path = ['whatsapp', '2', 'senders', infobip.sender, 'templates', name];
		return { method: 'DELETE', url: infobipUrl(infobip, ...path) };
	},
	sampleLinks: true,
};

/** Names as in Infobip's OpenAPI file 3.210.0, TemplatePublicApiRequest. */
function templateBody(draft: TemplateDraft): Record<string, unknown> {
	const { name, language, category, deliverWithinSeconds: seconds } = draft;
	const base = { name, language, category };
	if (draft.category !== 'AUTHENTICATION') return { ...base, structure: wordsStructure(draft) };
	return defined({
		...base,
		structure: codeStructure(draft.code),
		validityPeriod: seconds === undefined ? undefined : { amount: seconds, timeUnit: 'SECONDS' },
	});
}

const wordsStructure = ({ header, body, footer, buttons }: WordsDraft) =>
	defined({
		header: header && templateHeader(header),
		body: defined({
			text: body.text,
			examples:
				variablesIn(body.text).length === 0
					? undefined
					: variablesIn(body.text).map((name) => body.examples[name] ?? ''),
		}),
		footer: footer === undefined ? undefined : { text: footer },
		buttons: buttons.length > 0 ? buttons.map(templateButton) : undefined,
	});

function templateHeader(header: DraftHeader): Record<string, unknown> {
	switch (header.format) {
		case 'location':
			return { format: 'LOCATION' };
		case 'text':
			return defined({ format: 'TEXT', text: header.text, example: header.example });
		default:
			return { format: header.format.toUpperCase(), example: header.sample };
	}
}

function templateButton(button: DraftButton): Record<string, unknown> {
	switch (button.kind) {
		case 'quickReply':
			return { type: 'QUICK_REPLY', text: button.text };
		case 'url':
			return defined({
				type: 'URL',
				text: button.text,
				url: button.url,
				example: button.url.includes('{{') ? button.example : undefined,
			});
		case 'phone':
			return { type: 'PHONE_NUMBER', text: button.text, phoneNumber: button.phone };
		case 'copyCode':
			return { type: 'COPY_CODE', example: button.example };
		case 'flow':
			return {
				type: 'FLOW',
				text: button.text,
				flowId: Number(button.flowId),
				flowAction: 'NAVIGATE',
				navigateScreen: button.screen,
			};
	}
}

/** All three parts have to be there. */
function codeStructure({ warning, expiresAfterMinutes, copyLabel, autofill }: DraftCode) {
	return {
		body: { addSecurityRecommendation: warning },
		footer: defined({ codeExpirationMinutes: expiresAfterMinutes }),
		buttons: [
			defined({
				otpType: autofill ? 'ONE_TAP' : 'COPY_CODE',
				text: copyLabel,
				autofillText: autofill?.label,
				packageName: autofill?.packageName,
				signatureHash: autofill?.signatureHash,
			}),
		],
	};
}

/** A code on a button may have 20 characters at WhatsApp. */
const MOST_IN_CODE = 15;

function wordsProblem(draft: WordsDraft): Problem | undefined {
	const { header, body, buttons, deliverWithinSeconds } = draft;
	const inBody = variablesIn(body.text);
	const all = [...inBody, ...(header?.format === 'text' ? variablesIn(header.text) : [])];
	return (
		unless(
			all.every((name) => /^\d+$/.test(name)),
			'Infobip takes numbered variables only',
			'Write {{1}}, {{2}} … instead of names',
		) ??
		unless(
			inBody.every((name, index) => Number(name) === index + 1),
			'The variables of the body do not stand in the order of their numbers, which Infobip demands',
			'Number them in the order of the text: {{1}} first, then {{2}} …',
		) ??
		unless(
			deliverWithinSeconds === undefined,
			'Infobip takes a time to give up for the category Authentication only',
			'Take away "Give Up After"',
		) ??
		buttons.map(buttonProblem).find((problem) => problem !== undefined)
	);
}

function buttonProblem(button: DraftButton): Problem | undefined {
	if (button.kind === 'copyCode') {
		return unless(
			button.example.length <= MOST_IN_CODE,
			`The example code "${button.example}" has ${button.example.length} characters; Infobip takes at most ${MOST_IN_CODE}`,
			'Shorten the code',
		);
	}
	if (button.kind !== 'flow') return undefined;
	return (
		unless(
			button.screen !== undefined,
			`The button "${button.text}" names no screen, which Infobip needs`,
			'Fill in the screen with which the form begins',
		) ??
		unless(
			Number.isSafeInteger(Number(button.flowId)),
			`The flow ID ${button.flowId} is too long for Infobip's API`,
			'Make the template in the Infobip portal',
		)
	);
}
