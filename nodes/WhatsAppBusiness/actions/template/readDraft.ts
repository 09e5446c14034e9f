import type { IExecuteFunctions } from 'n8n-workflow';
import type { DraftButton, TemplateDraft } from '../../../providers/resources';

interface ButtonValues {
	kind?: DraftButton['kind'];
	text?: string;
	url?: string;
	urlExample?: string;
	phone?: string;
	code?: string;
}

/** The draft that the fields of one item describe. */
export function readDraft(context: IExecuteFunctions, index: number): TemplateDraft {
	const text = (name: string) => String(context.getNodeParameter(name, index, '') ?? '').trim();
	const { header, headerExample, footer } = context.getNodeParameter('draftOptions', index, {}) as {
		header?: string;
		headerExample?: string;
		footer?: string;
	};
	const { button = [] } = context.getNodeParameter('templateButtons', index, {}) as {
		button?: ButtonValues[];
	};
	const { example = [] } = context.getNodeParameter('examples', index, {}) as {
		example?: Array<{ variable?: unknown; value?: unknown }>;
	};
	return {
		name: text('name'),
		language: text('language'),
		category: text('category') === 'MARKETING' ? 'MARKETING' : 'UTILITY',
		header: header ? { text: header, example: headerExample || undefined } : undefined,
		body: text('body'),
		examples: Object.fromEntries(
			example.map(({ variable, value }) => [
				// People write the variable as it stands in the text.
				String(variable ?? '').replace(/[{}\s]/g, ''),
				String(value ?? ''),
			]),
		),
		footer: footer || undefined,
		buttons: button.map(readButton),
	};
}

function readButton(values: ButtonValues): DraftButton {
	const text = (values.text ?? '').trim();
	switch (values.kind) {
		case 'url':
			return {
				kind: 'url',
				text,
				url: (values.url ?? '').trim(),
				example: values.urlExample?.trim() || undefined,
			};
		case 'phone':
			return { kind: 'phone', text, phone: (values.phone ?? '').replace(/[\s().-]/g, '') };
		case 'copyCode':
			return { kind: 'copyCode', example: (values.code ?? '').trim() };
		default:
			return { kind: 'quickReply', text };
	}
}
