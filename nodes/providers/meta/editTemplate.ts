import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import type { Template } from '../../whatsapp/messages';
import { variablesIn } from '../../whatsapp/template';
import type { TemplateEdit } from '../../whatsapp/templateDraft';
import type { SampleStore, TemplateEditing } from '../resources';
import { graphUrl, metaCredential } from './account';
import {
	bodyComponent,
	buttonsComponent,
	carouselComponent,
	codeComponents,
	type Component,
	footerComponent,
	headerComponent,
	inOrder,
	offerComponent,
} from './templateComponents';

const ORDER = ['HEADER', 'LIMITED_TIME_OFFER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL'];

/**
 * Changes a template: Meta replaces all components at once, so what stays is sent along as it is.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export const editing: TemplateEditing = {
	examples: examplesOnFile,
	samples(template, edit, credential) {
		const { baseUrl } = metaCredential(credential);
		return changedParts(template, edit) === undefined
			? []
			: keptComponents(template, edit)
					.flatMap(handlesIn)
					.filter((address) => isFetchable(address, baseUrl));
	},
	edit: (template, edit, handles, credential) => ({
		method: 'POST',
		url: graphUrl(metaCredential(credential), template.id),
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

/** e.g. `upload:MTphdHRh…?sig=ARZqkGCA`; part of an address, so nothing else may be in it. */
const SESSION = /^upload:[\w+/=-]+(\?sig=[\w-]+)?$/;

/**
 * Sample files of templates, through Meta's Resumable Upload API: a file for messages has an ID, which
 * the review of templates does not take.
 *
 * @see https://developers.facebook.com/docs/graph-api/guides/upload
 */
export const samples: SampleStore = {
	// e.g. 4::aW1hZ2UvanBn:ARYy…
	isHandle: (text) => /^\d+:/.test(text),
	begin({ name, mimeType, size }, credential) {
		const meta = metaCredential(credential);
		return {
			method: 'POST',
			url: graphUrl(meta, meta.appId, 'uploads'),
			query: { file_name: name, file_length: String(size), file_type: mimeType },
		};
	},
	begun(body) {
		const session = asText(asObject(body)?.id);
		return session !== undefined && SESSION.test(session) ? session : undefined;
	},
	upload: (session, mimeType, credential) => ({
		method: 'POST',
		url: `${graphUrl(metaCredential(credential))}/${session}`,
		bytes: { file_offset: '0', 'content-type': mimeType },
	}),
	uploaded: (body) => asText(asObject(body)?.h),
};

/** The addresses of a component's samples; those of its cards too. */
function handlesIn(component: JsonObject): string[] {
	const handles = asObject(component.example)?.header_handle;
	return [
		...(Array.isArray(handles) ? handles.filter((handle) => typeof handle === 'string') : []),
		...asObjects(component.cards).flatMap((card) => asObjects(card.components).flatMap(handlesIn)),
	];
}

/** A component as it is on file, in the form in which it can be sent. */
function asSent(component: JsonObject, handles: Readonly<Record<string, string>>): JsonObject {
	const found = handlesIn({ example: component.example });
	return defined({
		...component,
		example:
			found.length === 0
				? component.example
				: { header_handle: found.map((address) => handles[address] ?? address) },
		buttons: component.buttons && asObjects(component.buttons).map(buttonAsSent),
		cards:
			component.cards &&
			asObjects(component.cards).map(({ components }) => ({
				components: asObjects(components).map((inner) => asSent(inner, handles)),
			})),
	});
}

/** Some buttons are listed in another form than they are taken in. */
function buttonAsSent(button: JsonObject): JsonObject {
	switch (asText(button.type)?.toUpperCase()) {
		case 'COPY_CODE': {
			// The label is WhatsApp's own.
			const example: unknown = Array.isArray(button.example) ? button.example[0] : button.example;
			return defined({ ...button, text: undefined, example });
		}
		case 'FLOW':
			return defined({
				...button,
				flow_id: asText(button.flow_id),
				flow_action: asText(button.flow_action)?.toLowerCase(),
			});
		default:
			return button;
	}
}
