import { asObject, defined, parseJson } from '../../shared/json';
import type { TemplateButton, TemplateVariable } from '../../whatsapp/messages';

/** A variable with the value given for it. */
export interface Given extends TemplateVariable {
	value: string;
}

/** A text; a template with names says which. */
export const textParameter = ({ name, value }: Given, named: boolean) =>
	defined({ type: 'text', parameter_name: named ? name : undefined, text: value });

/** Media must be given on every send: by public link, or by the ID of an upload. */
export function headerParameter(given: Given, named: boolean) {
	const { kind, name: format, value } = given;
	switch (kind) {
		case 'text':
			return textParameter(given, named);
		case 'location':
			return { type: 'location', location: location(value) };
		case 'product': {
			const [catalog_id, product_retailer_id] = listed(value);
			return { type: 'product', product: { product_retailer_id, catalog_id } };
		}
		default:
			return {
				type: format,
				[format]: /^https?:\/\//i.test(value) ? { link: value } : { id: value },
			};
	}
}

const listed = (value: string): string[] => value.split(',').map((part) => part.trim());

/** `latitude, longitude, name, address`, as the field's label says. */
function location(value: string) {
	const [latitude, longitude, name, ...address] = listed(value);
	return { latitude, longitude, name, address: address.join(', ') };
}

/** What a button is given; undefined where it takes nothing, or may be left as it is. */
export function buttonParameter(kind: TemplateButton['kind'], given: Given[]) {
	if (kind === 'flow') return flowParameter(given);
	const [value] = given;
	if (value === undefined) return undefined;
	return buttonValue(value);
}

function buttonValue({ kind, value }: Given) {
	const parameter = (sub_type: string, of: object) => ({ sub_type, parameters: [of] });
	switch (kind) {
		case 'copyCode':
			return parameter('copy_code', { type: 'coupon_code', coupon_code: value });
		case 'payload':
			return parameter('quick_reply', { type: 'payload', payload: value });
		case 'catalogProduct':
			return parameter('catalog', {
				type: 'action',
				action: { thumbnail_product_retailer_id: value },
			});
		default:
			return parameter('url', { type: 'text', text: value });
	}
}

/**
 * A flow's button takes its parameter on every send; "unused" is Meta's own word for no token.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/sendingaflow
 */
function flowParameter(given: Given[]) {
	const of = (kind: Given['kind']) => given.find((one) => one.kind === kind)?.value;
	const action = defined({
		flow_token: of('flowToken') ?? 'unused',
		flow_action_data: asObject(parseJson(of('flowData') ?? '')),
	});
	return { sub_type: 'flow', parameters: [{ type: 'action', action }] };
}
