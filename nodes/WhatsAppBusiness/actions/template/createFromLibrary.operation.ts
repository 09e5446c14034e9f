import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../../../core/text';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { readText } from '../../../n8n/readText';
import { converse, readCredential } from '../../../n8n/transport';
import { type Problem, unless } from '../../../whatsapp/limits/problem';
import type { LibraryInput, LibraryTemplate } from '../../../whatsapp/templateLibrary';
import type { RunOperation } from '../operation';
import { languageProblem, nameProblem } from './checkDraft';
import { buttonProblems } from './checkParts';
import { libraryDraftFields } from './libraryFields';
import { findInLibrary, libraryOf } from './searchLibrary.operation';

export const createFromLibrary: RunOperation = {
	resource: 'template',
	value: 'createFromLibrary',
	name: 'Create From Library',
	action: 'Create template from library',
	description: 'Take over a template that WhatsApp has written; mostly it can be sent at once',
	fields: libraryDraftFields,
	async run(context, itemIndex, provider) {
		const library = libraryOf(provider, context, itemIndex);
		const node = context.getNode();
		const text = (name: string) => readText(context, name, itemIndex).trim();
		const draft = {
			name: text('name'),
			language: text('language'),
			from: text('libraryTemplate'),
			buttons: readInputs(context, itemIndex),
		};
		const refuse = (problem: Problem | undefined) => {
			if (problem) throw configurationError(node, problem.message, problem.hint, itemIndex);
		};
		refuse(
			unless(
				draft.from !== '',
				'No library template is named',
				'Fill in "Library Template" with a name that "Search Library" gives',
			) ??
				nameProblem(draft.name) ??
				languageProblem(draft.language),
		);
		const { from: name, language } = draft;
		const reader = { context, itemIndex, provider, library };
		const found = (await findInLibrary(reader, { name, language }, 100)).find(
			(one) => one.name === name && one.language === language,
		);
		refuse(checkInputs(found, name, language, draft.buttons));
		const credential = await readCredential(context, provider);
		const creation = await converse(context, provider, library.create(draft, credential));
		if (!creation.ok) throw new ProviderError(node, creation.failure, itemIndex);
		const { id, status, category = 'UTILITY' } = creation.template;
		const json = { id, name: draft.name, language, status: status.toLowerCase(), category };
		return [{ json: { ...json, libraryTemplate: name } }];
	},
};

function readInputs(context: IExecuteFunctions, itemIndex: number): LibraryInput[] {
	const list = context.getNodeParameter('libraryButtons', itemIndex, {}) as IDataObject;
	return ((list.button as IDataObject[] | undefined) ?? []).map((values) => {
		const field = (name: string) => textOf(values[name]).trim();
		return values.kind === 'phone'
			? { kind: 'phone', phone: field('phone').replace(/[\s().-]/g, '') }
			: { kind: 'url', url: field('url'), example: field('urlExample') || undefined };
	});
}

const WORDS = { phone: 'a phone number', url: 'a website' } as const;

/** Is there something for each button of the library template that needs it, and nothing else? */
function checkInputs(
	template: LibraryTemplate | undefined,
	name: string,
	language: string,
	inputs: readonly LibraryInput[],
): Problem | undefined {
	if (template === undefined) {
		return {
			message: `The library has no template "${name}" in ${language}`,
			hint: 'Copy name and language from the results of "Search Library"',
		};
	}
	const wanted = template.buttons.flatMap(({ kind, text }) =>
		kind === 'other' ? [] : [{ kind, text }],
	);
	const fits =
		wanted.length === inputs.length && wanted.every(({ kind }, at) => kind === inputs[at].kind);
	if (!fits) {
		const needs = wanted.map(({ kind, text }) => `${WORDS[kind]} for "${text}"`).join(', then ');
		return {
			message: `The library template "${name}" needs ${needs || 'nothing for its buttons'}`,
			hint: 'Give exactly these under "Buttons", in this order',
		};
	}
	const labelled = inputs.map((input, at) => ({ ...input, text: wanted[at].text }));
	return buttonProblems(labelled).find((problem) => problem !== undefined);
}
