import { defined } from '../../shared/json';
import type { TemplateMessage, TemplateVariable } from '../messages';

type Values = TemplateMessage['values'];
type Component = Record<string, unknown>;

/**
 * Builds the `template` object of a send from the template's definition and the values given.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export function templateBody({ template, values, components: own }: TemplateMessage) {
	if (own !== undefined) {
		return { name: template.name, language: { code: template.language }, components: own };
	}
	const given = template.variables.filter((variable) => values[variable.id] !== undefined);
	const named = template.parameterFormat === 'named';
	const of = (place: TemplateVariable['place']) => given.filter((v) => v.place === place);
	const header = of('header').map((v) =>
		v.kind === 'text' ? textParameter(v, values, named) : headerParameter(v, values, template),
	);
	// Positional values are counted, and a translation may say {{2}} before {{1}}.
	const inOrder = named ? of('body') : of('body').sort((a, b) => Number(a.name) - Number(b.name));
	const body = inOrder.map((v) => textParameter(v, values, named));
	const components: Component[] = [];
	if (header.length > 0) components.push({ type: 'header', parameters: header });
	if (body.length > 0) components.push({ type: 'body', parameters: body });
	components.push(...of('button').map((v) => buttonComponent(v, values)));
	return defined({
		name: template.name,
		language: { code: template.language },
		components: components.length > 0 ? components : undefined,
	});
}

function textParameter(variable: TemplateVariable, values: Values, named: boolean) {
	return defined({
		type: 'text',
		parameter_name: named ? variable.name : undefined,
		text: values[variable.id],
	});
}

/** A media header must be given on every send: by public link, or by the id of an upload. */
function headerParameter(
	variable: TemplateVariable,
	values: Values,
	{ header }: TemplateMessage['template'],
) {
	const value = values[variable.id];
	if (variable.kind === 'location') return { type: 'location', location: location(value) };
	const format = header?.format ?? 'image';
	return { type: format, [format]: /^https?:\/\//i.test(value) ? { link: value } : { id: value } };
}

/** `latitude, longitude, name, address`, as the field's hint says. */
function location(value: string) {
	const [latitude, longitude, name, ...address] = value.split(',').map((part) => part.trim());
	return { latitude, longitude, name, address: address.join(', ') };
}

function buttonComponent(variable: TemplateVariable, values: Values): Component {
	const value = values[variable.id];
	const index = String(variable.button);
	switch (variable.kind) {
		case 'copyCode':
			return {
				type: 'button',
				sub_type: 'copy_code',
				index,
				parameters: [{ type: 'coupon_code', coupon_code: value }],
			};
		case 'payload':
			return {
				type: 'button',
				sub_type: 'quick_reply',
				index,
				parameters: [{ type: 'payload', payload: value }],
			};
		default:
			return {
				type: 'button',
				sub_type: 'url',
				index,
				parameters: [{ type: 'text', text: value }],
			};
	}
}
