import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';
import { providerById } from '../providers';
import { textOf } from '../core/text';
import type { Template } from '../whatsapp/messages';
import type { Provider } from '../providers/provider';
import { sameLanguage } from '../whatsapp/template';
import { configurationError } from './errors';
import { listAll, listPage } from './lists';
import type { Caller } from './transport';

/** Name and language, as the template field holds them: `order_ready|en_US`. */
export function splitTemplateValue(value: string): { name: string; language: string } {
	const at = value.lastIndexOf('|');
	return at < 0
		? { name: value.trim(), language: '' }
		: { name: value.slice(0, at).trim(), language: value.slice(at + 1).trim() };
}

/** The template as it is on file now, in each of its languages. */
export async function findTranslations(
	caller: Caller,
	provider: Provider,
	value: string,
): Promise<Template[]> {
	if (provider.templates === undefined || value === '') return [];
	const { name } = splitTemplateValue(value);
	const listed = await listAll(caller, provider, provider.templates, { name });
	return listed.filter((template) => template.name === name);
}

/** The one that is chosen. A name without a language will do when there is one only. */
export function chosenOf(translations: Template[], value: string): Template | undefined {
	const { language } = splitTemplateValue(value);
	if (language === '') return translations.length === 1 ? translations[0] : undefined;
	return (
		translations.find((template) => template.language === language) ??
		translations.find((template) => sameLanguage(language, template.language))
	);
}

/** The template as it is on file now, in the language that is chosen. */
export const findTemplate = async (
	caller: Caller,
	provider: Provider,
	value: string,
): Promise<Template | undefined> =>
	chosenOf(await findTranslations(caller, provider, value), value);

/** Templates for the list: page by page, or all that match what was typed. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const provider = providerById(this.getCurrentNodeParameter('provider') as string);
	const { templates } = provider;
	if (templates === undefined) return { results: [] };
	if (!filter) {
		const page = await listPage(this, provider, templates, { cursor: paginationToken });
		return { results: page.items.map(listEntry), paginationToken: page.cursor };
	}
	const wanted = filter.toLowerCase();
	const all = await listAll(this, provider, templates);
	return {
		results: all
			.filter(({ name, body }) => `${name} ${body}`.toLowerCase().includes(wanted))
			.map(listEntry),
	};
}

/** The variables of the chosen template, as fields. */
export async function getTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const { variables } = await currentTemplate(this);
	return {
		fields: variables
			.filter(({ sameAs }) => sameAs === undefined)
			.map(({ id, label, required, kind }) => ({
				id,
				displayName: label,
				required,
				defaultMatch: false,
				canBeUsedToMatch: false,
				display: true,
				type: kind === 'offerEnd' ? 'dateTime' : 'string',
			})),
	};
}

/** Those of its variables that are texts, to choose from. */
export async function getTextVariables(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { variables } = await currentTemplate(this);
	return variables
		.filter(({ kind }) => kind === 'text')
		.map(({ id, label }) => ({ name: label, value: id }));
}

async function currentTemplate(context: ILoadOptionsFunctions): Promise<Template> {
	const provider = providerById(context.getCurrentNodeParameter('provider') as string);
	const value = textOf(context.getCurrentNodeParameter('template', { extractValue: true }));
	const template = await findTemplate(context, provider, value);
	if (template !== undefined) return template;
	throw configurationError(
		context.getNode(),
		`There is no template "${value}" in this WhatsApp account`,
		'Choose the template again from the list',
	);
}

function listEntry({ name, language, status, statusText, body }: Template): INodeListSearchItems {
	const state = status === 'approved' ? '' : ` (${statusText.toLowerCase()})`;
	return {
		name: `${name} – ${language}${state}`,
		value: `${name}|${language}`,
		description: body,
	};
}
