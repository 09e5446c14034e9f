import type { Template } from '../../../whatsapp/messages';
import type { TemplateEdit } from '../../../whatsapp/templateDraft';
import { variablesIn } from '../../../whatsapp/template';
import { buttonProblems } from './checkParts';
import { cardProblems } from './checkCards';
import { codeProblems } from './checkCode';
import { deliveryProblem } from './checkDelivery';
import { headerProblems } from './checkHeader';
import { offerProblems } from './checkOffer';
import { bodyProblems, footerProblems, formatProblem, isNumber } from './checkTexts';
import type { DraftProblem } from './draftProblem';

const EDITABLE: ReadonlyArray<Template['status']> = ['approved', 'paused', 'rejected'];

/** Checks changes against what WhatsApp takes. @returns the first limit that is broken */
export function checkEdit(template: Template, edit: TemplateEdit): DraftProblem | undefined {
	return [
		stateProblem(template, edit),
		...kindProblems(template, edit),
		...partProblems(template, edit),
	].find((problem) => problem !== undefined);
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management */
function stateProblem(template: Template, edit: TemplateEdit): DraftProblem | undefined {
	const { name, language, status, statusText, category } = template;
	if (!EDITABLE.includes(status)) {
		return {
			message: `The template "${name}" (${language}) is ${statusText.toLowerCase().replace(/_/g, ' ')}; only approved, paused and rejected ones can be changed`,
			hint:
				status === 'pending'
					? 'Wait until WhatsApp has reviewed it'
					: 'Create a new template with another name',
		};
	}
	if (Object.values(edit).every((change) => change === undefined || change === category)) {
		return { message: 'Nothing is to be changed', hint: 'Choose in "Change" what is to change' };
	}
	return edit.category !== undefined && status === 'approved' && edit.category !== category
		? {
				message: 'The category of an approved template cannot be changed',
				hint: 'Create a new template with another name in the other category',
			}
		: undefined;
}

/** Are the words WhatsApp's own, or somebody else's? That stays as it is. */
function kindProblems(template: Template, edit: TemplateEdit): Array<DraftProblem | undefined> {
	const { code, deliverWithinSeconds, ...words } = edit;
	const ofCode = template.category === 'AUTHENTICATION';
	return [
		ofCode && Object.values(words).some((change) => change !== undefined)
			? {
					message: 'WhatsApp writes the words of a template that brings a sign-in code',
					hint: 'Choose only Sign-In Code and Give Up After in "Change"',
				}
			: undefined,
		!ofCode && code !== undefined
			? {
					message: 'This template does not bring a sign-in code',
					hint: 'Create a new template of the category Authentication',
				}
			: undefined,
		deliveryProblem(
			ofCode ? 'AUTHENTICATION' : (edit.category ?? asCategory(template.category)),
			deliverWithinSeconds,
		),
	];
}

const asCategory = (category: string) => (category === 'MARKETING' ? 'MARKETING' : 'UTILITY');

function partProblems(template: Template, edit: TemplateEdit): Array<DraftProblem | undefined> {
	const { header, body, footer, buttons, offer, cards = [], code } = edit;
	const category = edit.category ?? template.category;
	const headerNow = header === null ? undefined : (header ?? template.header);
	const bodyText = body?.text ?? template.body;
	return [
		...(header ? headerProblems(header) : []),
		...(body ? bodyProblems('Body', body) : []),
		...(header || body || cards.length > 0
			? [
					formatProblem({
						header: headerNow && 'text' in headerNow ? (headerNow.text ?? '') : '',
						body: bodyText,
						...Object.fromEntries(
							cards.map((card, index) => [`text of card ${index + 1}`, card.body?.text ?? '']),
						),
					}),
					keptFormatProblem(template, bodyText),
				]
			: []),
		...footerProblems(footer ?? ''),
		...buttonProblems(buttons ?? []),
		...(offer
			? offerProblems({
					category,
					offer,
					header: headerNow,
					body: { text: bodyText },
					footer: (footer ?? template.footer) || undefined,
					buttons: buttons ?? template.buttons,
				})
			: []),
		...cardProblems(cards),
		...(code ? codeProblems(code) : []),
	];
}

/** Names cannot become numbers, nor the other way round: an edit does not take the format. */
function keptFormatProblem({ parameterFormat }: Template, text: string): DraftProblem | undefined {
	const now = variablesIn(text);
	const named = parameterFormat === 'named';
	if (now.length === 0 || now.every(isNumber) !== named) return undefined;
	return {
		message: `The variables of this template are ${named ? 'names' : 'numbers'}, those of the new text are not`,
		hint: named
			? 'Write names like {{first_name}}, or create a new template'
			: 'Write numbers like {{1}}, or create a new template',
	};
}
