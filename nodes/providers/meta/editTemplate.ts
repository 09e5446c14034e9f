import { asObject, asObjects, asText, defined, type JsonObject } from '../../shared/json';
import { variablesIn } from '../../shared/templateText';
import type { Template } from '../../whatsapp/messages';
import type { TemplateEditing } from '../resources';
import type { TemplateEdit } from '../../whatsapp/templateDraft';
import { graphUrl, metaAccount } from './account';
import { asSent, handlesIn } from './storedComponents';
import { buttonsComponent } from './templateButtons';
import {
	bodyComponent,
	carouselComponent,
	codeComponents,
	footerComponent,
	headerComponent,
	inOrder,
	offerComponent,
	type Component,
} from './templateComponents';

const ORDER = ['HEADER', 'LIMITED_TIME_OFFER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL'];

/**
 * Changes a template: Meta replaces all components at once, so what stays is sent along as it is.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export const editing: TemplateEditing = {
	examples: examplesOnFile,
	samples(template, edit, account) {
		const { baseUrl } = metaAccount(account);
		return changedParts(template, edit) === undefined
			? []
			: keptComponents(template, edit)
					.flatMap(handlesIn)
					.filter((address) => isFetchable(address, baseUrl));
	},
	edit: (template, edit, handles, account) => ({
		method: 'POST',
		url: graphUrl(metaAccount(account), template.id),
		body: editBody(template, edit, handles),
	}),
	edited: (body) => asObject(body)?.success === true,
};

/** The body of `POST /<TEMPLATE_ID>`. */
export function editBody(
	template: Template,
	edit: TemplateEdit,
	handles: Readonly<Record<string, string>>,
): Record<string, unknown> {
	const fresh = changedParts(template, edit);
	const kept = keptComponents(template, edit).map((component) => asSent(component, handles));
	const all = edit.code ? codeComponents(edit.code) : [...(fresh ?? []), ...kept];
	return defined({
		category: edit.category === template.category ? undefined : edit.category,
		message_send_ttl_seconds: edit.deliverWithinSeconds,
		components: fresh && [...all].sort((one, other) => placeOf(one) - placeOf(other)),
	});
}

/** Those that change, without those that are taken away; undefined when none does either. */
function changedParts(template: Template, edit: TemplateEdit): Component[] | undefined {
	const named = template.parameterFormat === 'named';
	const { header, offer, body, footer, buttons, cards, code } = edit;
	if (changedTypes(edit).length === 0 && code === undefined) return undefined;
	return [
		...(header ? [headerComponent(header, named)] : []),
		...(offer ? [offerComponent(offer)] : []),
		...(body ? [bodyComponent(body, named)] : []),
		...(footer ? [footerComponent(footer)] : []),
		...(buttons?.length ? [buttonsComponent(buttons)] : []),
		...(cards?.length ? [carouselComponent(cards, named)] : []),
	];
}

function changedTypes({ header, offer, body, footer, buttons, cards }: TemplateEdit): string[] {
	return ORDER.filter(
		(_, index) => [header, offer, body, footer, buttons, cards][index] !== undefined,
	);
}

const typeOf = (component: JsonObject): string => asText(component.type)?.toUpperCase() ?? '';

/** Kinds that are not known here come last. */
function placeOf(component: JsonObject): number {
	const place = ORDER.indexOf(typeOf(component));
	return place < 0 ? ORDER.length : place;
}

function keptComponents({ raw }: Template, edit: TemplateEdit): JsonObject[] {
	if (edit.code) return [];
	const changed = changedTypes(edit);
	return asObjects(asObject(raw)?.components).filter(
		(component) => !changed.includes(typeOf(component)),
	);
}

/** A listed template has its samples at Meta's public host. */
function isFetchable(address: string, baseUrl: string): boolean {
	if (!URL.canParse(address) || !URL.canParse(baseUrl)) return false;
	const { protocol, origin } = new URL(address);
	return protocol === 'https:' || origin === new URL(baseUrl).origin;
}

function examplesOnFile({ raw, body }: Template): Record<string, string> {
	const example = asObject(
		asObjects(asObject(raw)?.components).find((part) => typeOf(part) === 'BODY')?.example,
	);
	const [numbered] = Array.isArray(example?.body_text) ? (example.body_text as unknown[]) : [];
	const values = Array.isArray(numbered) ? numbered : [numbered];
	return Object.fromEntries([
		...inOrder(variablesIn(body)).map((name, index) => [name, asText(values[index]) ?? '']),
		...asObjects(example?.body_text_named_params).map((one) => [
			asText(one.param_name) ?? '',
			asText(one.example) ?? '',
		]),
	]) as Record<string, string>;
}
