import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';
import { providerById } from '../providers';
import type { Template } from '../providers/messages';
import type { Provider } from '../providers/types';
import { mistake } from './callProblem';
import { listAll, listPage } from './listAll';
import type { Caller } from './transport';

/** Name and language, as the template field holds them: `order_ready|en_US`. */
export function splitTemplateValue(value: string): { name: string; language: string } {
	const at = value.lastIndexOf('|');
	return at < 0
		? { name: value.trim(), language: '' }
		: { name: value.slice(0, at).trim(), language: value.slice(at + 1).trim() };
}

/**
 * The template as it is on file now. A name without a language will do when there is one only.
 */
export async function findTemplate(
	caller: Caller,
	provider: Provider,
	value: string,
): Promise<Template | undefined> {
	if (provider.templates === undefined || value === '') return undefined;
	const { name, language } = splitTemplateValue(value);
	const named = (await listAll(caller, provider, provider.templates, { name })).filter(
		(template) => template.name === name,
	);
	if (language === '') return named.length === 1 ? named[0] : undefined;
	return named.find((template) => template.language === language);
}

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
	const provider = providerById(this.getCurrentNodeParameter('provider') as string);
	const value = this.getCurrentNodeParameter('template', { extractValue: true }) as string;
	const template = await findTemplate(this, provider, value);
	if (template === undefined) {
		throw mistake(
			this.getNode(),
			`There is no template "${value}" in this WhatsApp account`,
			'Choose the template again from the list',
		);
	}
	return {
		fields: template.variables.map(({ id, label, required }) => ({
			id,
			displayName: label,
			required,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			type: 'string',
		})),
	};
}

function listEntry({ name, language, status, statusText, body }: Template): INodeListSearchItems {
	const state = status === 'approved' ? '' : ` (${statusText.toLowerCase()})`;
	return {
		name: `${name} – ${language}${state}`,
		value: `${name}|${language}`,
		description: body,
	};
}
