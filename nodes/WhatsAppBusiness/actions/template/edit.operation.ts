import { isSuccess } from '../../../core/http';
import type { Problem } from '../../../whatsapp/limits/problem';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { templateField } from '../../../n8n/fields';
import { call, readCredential } from '../../../n8n/transport';
import type { Template } from '../../../whatsapp/messages';
import { variablesIn } from '../../../whatsapp/template';
import type { TemplateEdit } from '../../../whatsapp/templateDraft';
import { offered, type RunOperation } from '../operation';
import { deliveryProblem } from './checkDraft';
import { buttonProblems, cardProblems, codeProblems, offerProblems } from './checkParts';
import {
	bodyProblems,
	footerProblems,
	formatProblem,
	headerProblems,
	isNumber,
} from './checkTexts';
import { editFields } from './fields';
import { findOne } from './get.operation';
import { readEdit } from './readDraft';
import { samplesAnew, withSamples } from './samples';

export const editTemplate: RunOperation = {
	resource: 'template',
	value: 'edit',
	name: 'Edit',
	action: 'Edit template',
	description: 'Change a template in one language; WhatsApp reviews it again',
	fields: [
		{
			displayName:
				'WhatsApp reviews a changed template again. An approved one can be changed once a day and ten times a month.',
			name: 'editNotice',
			type: 'notice',
			default: '',
		},
		{ ...templateField, description: 'The template in one language' },
		...editFields,
	],
	async run(context, itemIndex, provider) {
		const editing = offered(
			provider.templateChanges?.editing,
			context,
			itemIndex,
			provider,
			'change templates',
		);
		const node = context.getNode();
		const template = await findOne(context, itemIndex, provider);
		const wanted = readEdit(context, itemIndex, editing.examples(template));
		const problem = checkEdit(template, wanted);
		if (problem) throw configurationError(node, problem.message, problem.hint, itemIndex);
		const credential = await readCredential(context, provider);
		const desk = { context, itemIndex, provider, credential };
		const edit = await withSamples(wanted, desk);
		const handles = await samplesAnew(editing.samples(template, edit, credential), desk);
		const request = editing.edit(template, edit, handles, credential);
		const { status, body } = await call(context, provider, request);
		if (!isSuccess(status) || !editing.edited(body)) {
			throw new ProviderError(node, provider.failure(status, body), itemIndex);
		}
		const { id, name, language, category } = template;
		return [
			{ json: { id, name, language, status: 'pending', category: edit.category ?? category } },
		];
	},
};

const EDITABLE: ReadonlyArray<Template['status']> = ['approved', 'paused', 'rejected'];

/** Checks changes against what WhatsApp takes. @returns the first limit that is broken */
export function checkEdit(template: Template, edit: TemplateEdit): Problem | undefined {
	return [
		stateProblem(template, edit),
		...kindProblems(template, edit),
		...partProblems(template, edit),
	].find((problem) => problem !== undefined);
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management */
function stateProblem(template: Template, edit: TemplateEdit): Problem | undefined {
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
function kindProblems(template: Template, edit: TemplateEdit): Array<Problem | undefined> {
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

function partProblems(template: Template, edit: TemplateEdit): Array<Problem | undefined> {
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
function keptFormatProblem({ parameterFormat }: Template, text: string): Problem | undefined {
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
