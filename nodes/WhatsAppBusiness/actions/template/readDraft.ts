import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { TemplateDraft, TemplateEdit } from '../../../whatsapp/templateDraft';
import { variablesIn } from '../../../whatsapp/template';
import {
	fieldsOf,
	readButtons,
	readCards,
	readCode,
	readExamples,
	readGiveUp,
	readHeader,
	readOffer,
} from './readParts';

const readCategory = (text: string) => (text === 'MARKETING' ? 'MARKETING' : 'UTILITY');

/** The draft that the fields of one item describe. Its samples are not uploaded yet. */
export function readDraft(context: IExecuteFunctions, index: number): TemplateDraft {
	const field = fieldsOf(context, index);
	const list = (name: string) => context.getNodeParameter(name, index, {});
	const options = list('draftOptions') as IDataObject;
	const base = {
		name: field('name'),
		language: field('language'),
		deliverWithinSeconds: readGiveUp(options.giveUpAfter),
	};
	const category = field('category');
	if (category === 'AUTHENTICATION') {
		return { ...base, category, code: readCode(context, index) };
	}
	return {
		...base,
		category: readCategory(category),
		header: readHeader(field) ?? undefined,
		body: { text: field('body'), examples: readExamples(list('examples')) },
		footer: field('footer') || undefined,
		buttons: readButtons(list('templateButtons')),
		offer: readOffer(options.offerText, options.offerCountdown) ?? undefined,
		cards: readCards(list('cards')),
	};
}

/** The changes that the fields of one item describe. Their samples are not uploaded yet. */
export function readEdit(
	context: IExecuteFunctions,
	index: number,
	examplesOnFile: Readonly<Record<string, string>>,
): TemplateEdit {
	const field = fieldsOf(context, index);
	const list = (name: string) => context.getNodeParameter(name, index, {});
	const change = context.getNodeParameter('change', index, []) as string[];
	const chosen = <Part>(name: string, read: () => Part): Part | undefined =>
		change.includes(name) ? read() : undefined;
	return {
		category: chosen('category', () => readCategory(field('category'))),
		deliverWithinSeconds: chosen('giveUpAfter', () => readGiveUp(field('giveUpAfter'))),
		header: chosen('header', () => readHeader(field)),
		body: chosen('body', () => {
			const text = field('body');
			return {
				text,
				examples: { ...stillUsed(examplesOnFile, text), ...readExamples(list('examples')) },
			};
		}),
		footer: chosen('footer', () => field('footer')),
		buttons: chosen('buttons', () => readButtons(list('templateButtons'))),
		offer: chosen('offer', () =>
			readOffer(field('offerText'), context.getNodeParameter('offerCountdown', index, true)),
		),
		cards: chosen('cards', () => readCards(list('cards'))),
		code: chosen('code', () => readCode(context, index)),
	};
}

/** The examples whose variables the new text has as well. */
const stillUsed = (examples: Readonly<Record<string, string>>, text: string) =>
	Object.fromEntries(
		variablesIn(text).flatMap((name) =>
			Object.hasOwn(examples, name) ? [[name, examples[name]]] : [],
		),
	) as Record<string, string>;
