import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { numberOf } from '../../../core/number';
import { textOf } from '../../../core/text';
import { variablesIn } from '../../../whatsapp/template';
import type {
	DraftButton,
	DraftCard,
	DraftCode,
	DraftHeader,
	DraftOffer,
	SampleFormat,
	TemplateDraft,
	TemplateEdit,
} from '../../../whatsapp/templateDraft';

const readCategory = (text: string) => (text === 'MARKETING' ? 'MARKETING' : 'UTILITY');

/** The draft that the fields of one item describe. Its samples are not uploaded yet. */
export function readDraft(context: IExecuteFunctions, itemIndex: number): TemplateDraft {
	const field = fieldsOf(context, itemIndex);
	const list = (name: string) => context.getNodeParameter(name, itemIndex, {});
	const options = list('draftOptions') as IDataObject;
	const base = {
		name: field('name'),
		language: field('language'),
		deliverWithinSeconds: readGiveUp(options.giveUpAfter),
	};
	const category = field('category');
	if (category === 'AUTHENTICATION') {
		return { ...base, category, code: readCode(context, itemIndex) };
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
	itemIndex: number,
	examplesOnFile: Readonly<Record<string, string>>,
): TemplateEdit {
	const field = fieldsOf(context, itemIndex);
	const list = (name: string) => context.getNodeParameter(name, itemIndex, {});
	const change = context.getNodeParameter('change', itemIndex, []) as string[];
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
			readOffer(field('offerText'), context.getNodeParameter('offerCountdown', itemIndex, true)),
		),
		cards: chosen('cards', () => readCards(list('cards'))),
		code: chosen('code', () => readCode(context, itemIndex)),
	};
}

/** The examples whose variables the new text has as well. */
const stillUsed = (examples: Readonly<Record<string, string>>, text: string) =>
	Object.fromEntries(
		variablesIn(text).flatMap((name) =>
			Object.hasOwn(examples, name) ? [[name, examples[name]]] : [],
		),
	) as Record<string, string>;

/** Reads a field of one item as text. */
type Field = (name: string) => string;

const fieldsOf =
	(context: IExecuteFunctions, itemIndex: number): Field =>
	(name) =>
		asWritten(context.getNodeParameter(name, itemIndex, ''));

/** `null` means that there is to be none. Samples are still the names of input fields, or handles. */
function readHeader(field: Field): DraftHeader | null {
	const format = field('headerFormat');
	switch (format) {
		case 'text':
			return { format, text: field('headerText'), example: field('headerExample') || undefined };
		case 'location':
			return { format };
		case 'document':
		case 'image':
		case 'video':
			return { format: format satisfies SampleFormat, sample: field('headerSample') };
		default:
			return null;
	}
}

/** The rows that a list of fields has under a name. */
const rowsOf = (list: unknown, name: string): IDataObject[] =>
	((list as IDataObject | undefined)?.[name] as IDataObject[] | undefined) ?? [];

/** By the variable's name or number. A row without anything, of an expression that gives none, says nothing. */
const readExamples = (list: unknown): Record<string, string> =>
	Object.fromEntries(
		rowsOf(list, 'example')
			// People write the variable as it stands in the text.
			.map(({ variable, value }) => [asWritten(variable).replace(/[{}\s]/g, ''), asWritten(value)])
			.filter(([variable, value]) => variable !== '' || value !== ''),
	);

const readButtons = (list: unknown): DraftButton[] => rowsOf(list, 'button').map(readButton);

function readButton(values: IDataObject): DraftButton {
	const field: Field = (name) => asWritten(values[name]);
	const text = field('text');
	switch (values.kind) {
		case 'url':
			return {
				kind: 'url',
				text,
				url: field('url'),
				example: field('urlExample') || undefined,
			};
		case 'phone':
			return { kind: 'phone', text, phone: field('phone').replace(/[\s().-]/g, '') };
		case 'copyCode':
			return { kind: 'copyCode', example: field('code') };
		case 'flow':
			return {
				kind: 'flow',
				text,
				flowId: field('flowId'),
				screen: field('screen') || undefined,
			};
		default:
			return { kind: 'quickReply', text };
	}
}

const readCards = (list: unknown): DraftCard[] =>
	rowsOf(list, 'card').map((values) => {
		const text = asWritten(values.text);
		return {
			media: {
				format: values.format === 'video' ? 'video' : 'image',
				sample: asWritten(values.sample ?? 'data'),
			},
			body: text === '' ? undefined : { text, examples: readExamples(values.examples) },
			buttons: readButtons(values.templateButtons),
		};
	});

/** `null` means that there is to be none. */
function readOffer(text: unknown, countdown: unknown): DraftOffer | null {
	const words = asWritten(text);
	return words === '' ? null : { text: words, countdown: countdown !== false };
}

function readCode(context: IExecuteFunctions, itemIndex: number): DraftCode {
	const field = fieldsOf(context, itemIndex);
	const options = context.getNodeParameter('codeOptions', itemIndex, {}) as IDataObject;
	return {
		warning: context.getNodeParameter('codeWarning', itemIndex, true) !== false,
		expiresAfterMinutes:
			options.expiresAfter === undefined ? undefined : numberOf(options.expiresAfter),
		copyLabel: asWritten(options.copyLabel) || undefined,
		autofill:
			field('codeButton') === 'autofill'
				? {
						label: asWritten(options.autofillLabel) || undefined,
						packageName: field('appPackage'),
						signatureHash: field('appHash'),
					}
				: undefined,
	};
}

/** Minutes as seconds; undefined where nothing is filled in. */
const readGiveUp = (minutes: unknown): number | undefined =>
	minutes === undefined || minutes === '' ? undefined : Math.round(numberOf(minutes) * 60);

const asWritten = (value: unknown): string => textOf(value).trim();
