import { asObject, asText, defined } from '../../shared/json';
import type { DraftButton, TemplateChanges, TemplateDraft } from '../resources';
import { graphUrl, metaAccount } from './account';

/**
 * Makes and deletes templates of a WABA.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export const templateChanges: TemplateChanges = {
	create(draft, account) {
		const meta = metaAccount(account);
		return {
			method: 'POST',
			url: graphUrl(meta, meta.businessAccountId, 'message_templates'),
			body: createBody(draft),
		};
	},
	created(body) {
		const answer = asObject(body);
		const id = asText(answer?.id);
		return id === undefined
			? undefined
			: defined({
					id,
					status: asText(answer?.status) ?? 'PENDING',
					category: asText(answer?.category),
				});
	},
	remove({ name, id }, account) {
		const meta = metaAccount(account);
		return {
			method: 'DELETE',
			url: graphUrl(meta, meta.businessAccountId, 'message_templates'),
			// The name alone deletes every language; with the ID it has to be there all the same.
			query: { name, ...(id === undefined ? {} : { hsm_id: id }) },
		};
	},
};

/** The body of `POST /<WABA_ID>/message_templates`. */
export function createBody(draft: TemplateDraft): Record<string, unknown> {
	const { name, language, category, header, body, footer, buttons } = draft;
	const named = variablesIn(`${header?.text ?? ''} ${body}`).some((each) => !/^\d+$/.test(each));
	return {
		name,
		language,
		category,
		parameter_format: named ? 'NAMED' : 'POSITIONAL',
		components: [
			...(header ? [headerComponent(header, named)] : []),
			defined({ type: 'BODY', text: body, example: bodyExample(draft, named) }),
			...(footer === undefined ? [] : [{ type: 'FOOTER', text: footer }]),
			...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: buttons.map(button) }]),
		],
	};
}

function headerComponent({ text, example }: NonNullable<TemplateDraft['header']>, named: boolean) {
	const [variable] = variablesIn(text);
	const value = example ?? '';
	const examples = named
		? { header_text_named_params: [{ param_name: variable, example: value }] }
		: { header_text: [value] };
	return defined({
		type: 'HEADER',
		format: 'TEXT',
		text,
		example: variable === undefined ? undefined : examples,
	});
}

function bodyExample({ body, examples }: TemplateDraft, named: boolean) {
	const variables = variablesIn(body);
	if (variables.length === 0) return undefined;
	if (named) {
		return {
			body_text_named_params: variables.map((name) => ({
				param_name: name,
				example: examples[name] ?? '',
			})),
		};
	}
	const inOrder = [...variables].sort((one, other) => Number(one) - Number(other));
	return { body_text: [inOrder.map((name) => examples[name] ?? '')] };
}

function button(draft: DraftButton): Record<string, unknown> {
	switch (draft.kind) {
		case 'quickReply':
			return { type: 'QUICK_REPLY', text: draft.text };
		case 'url':
			return defined({
				type: 'URL',
				text: draft.text,
				url: draft.url,
				example: draft.example === undefined ? undefined : [draft.example],
			});
		case 'phone':
			return { type: 'PHONE_NUMBER', text: draft.text, phone_number: draft.phone };
		case 'copyCode':
			return { type: 'COPY_CODE', example: draft.example };
	}
}

/** The variables of a text in order, each once: numbers, or names. */
function variablesIn(text: string): string[] {
	return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]))];
}
