import { defined } from '../../shared/json';
import type { TemplateMessage, TemplateVariable } from '../../whatsapp/messages';

/**
 * Builds the `template` object of a send. Values are positional; a quick reply takes none, its
 * label is all that a tap tells.
 *
 * @see https://www.interakt.shop/resource-center/how-to-send-whatsapp-templates-using-apis-webhooks/
 */
export function templateContent({ template, values }: TemplateMessage) {
	const given = template.variables.filter((variable) => values[variable.id] !== undefined);
	const of = (place: TemplateVariable['place']) => given.filter((v) => v.place === place);
	const list = (variables: TemplateVariable[]) =>
		variables.length > 0 ? variables.map(({ id }) => values[id]) : undefined;
	const header = of('header').sort(byNumber);
	const buttons = of('button').filter(({ kind }) => kind !== 'payload');
	return defined({
		name: template.name,
		languageCode: template.language,
		headerValues: list(header),
		fileName: template.header?.format === 'document' ? fileName(list(header)?.[0]) : undefined,
		bodyValues: list(of('body').sort(byNumber)),
		buttonValues:
			buttons.length > 0
				? Object.fromEntries(buttons.map(({ id, button }) => [String(button), [values[id]]]))
				: undefined,
	});
}

/** A translation may say {{2}} before {{1}}; names stay in the order of the text. */
function byNumber(one: TemplateVariable, other: TemplateVariable): number {
	return Number(one.name) - Number(other.name) || 0;
}

/** Without a name WhatsApp shows the document as "Untitled". */
function fileName(link: string | undefined): string | undefined {
	const path = /^https?:\/\/[^/?#]+([^?#]*)/i.exec(link ?? '')?.[1] ?? '';
	const last = path.split('/').pop() ?? '';
	return last === '' ? undefined : decoded(last);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
