import { readFileSync } from 'node:fs';
import { z } from 'zod';

import { LIMITS } from '../whatsapp/limits.mts';
import type { AnyJson } from '../../anyJson.mts';

/** A JSON Schema, as far as Meta's file uses it. */
export interface Schema {
	[keyword: string]: AnyJson;
}

type Defs = Record<string, Schema>;

const file = new URL('messages.json', import.meta.url);
const text = (maxLength?: number): Schema => ({ type: 'string', ...(maxLength && { maxLength }) });
const only = (value: string): Schema => ({ type: 'string', enum: [value] });
const object = (properties: Defs, required = Object.keys(properties)): Schema => ({
	type: 'object',
	required,
	properties,
});

/** Where the file of v23.0 and Meta's newer pages differ, the pages count. */
function asThePagesSay($defs: Defs): Defs {
	const { HeaderObject, TemplateComponent } = $defs;
	for (const { $ref } of $defs.Message!.oneOf as Schema[]) {
		const message = $defs[nameOf($ref)]!;
		// Who it is for may be left out or be a business-scoped user ID; groups are not played.
		message.required = message.required.filter((name: string) => !/^(to|recipient)/.test(name));
		message.properties.messaging_product = only('whatsapp');
		message.properties.recipient_type = only('individual');
		message.properties.recipient = text();
		message.properties.biz_opaque_callback_data = { ...text(512), minLength: 0 };
	}
	// Direct Send (M:direct-send/supported-message-types); for authentication access is restricted.
	for (const name of ['TextMessage', 'InteractiveMessage']) {
		$defs[name]!.properties.category = only('utility');
		$defs[name]!.properties.ttl_seconds = { type: 'integer' };
	}
	// A reaction cannot quote (M:messages/reaction-messages).
	delete $defs.ReactionMessage!.properties.context;

	// What a file has besides its address is in the pages only.
	const [byId, byLink] = $defs.MediaObject!.oneOf as Schema[];
	const address: Defs = { ...byId!.properties, ...byLink!.properties };
	const media = (more: Defs = {}): Schema => ({
		...object({ ...address, ...more }, []),
		oneOf: [byId, byLink],
	});
	$defs.MediaObject = media();
	$defs.ImageMessage!.properties.image = media({ caption: text(1024) });
	$defs.VideoMessage!.properties.video = media({ caption: text(1024) });
	$defs.DocumentMessage!.properties.document = media({ caption: text(1024), filename: text(240) });
	$defs.AudioMessage!.properties.audio = media({ voice: { type: 'boolean' } });
	$defs.StickerMessage!.properties.sticker = media();
	HeaderObject!.properties.document = media({ filename: text(240) });

	// The file knows two types of phone numbers, the pages name five (M:messages/contacts-messages).
	$defs.PhoneObject!.properties.type.enum = ['CELL', 'HOME', 'IPHONE', 'MAIN', 'WORK'];

	// The pages show degrees as numbers, the file as texts.
	const { location } = $defs.LocationMessage!.properties;
	location.properties.latitude = { type: ['string', 'number'] };
	location.properties.longitude = { type: ['string', 'number'] };

	// The pages leave the language's policy out in every example; there is only one.
	$defs.LanguageObject!.required = ['code'];
	// The file's pattern allows 2 to 6 and a comma; the pages say 0 to 9, as text or as a number.
	const index = { type: ['string', 'integer'], pattern: '^[0-9]$', minimum: 0, maximum: 9 };
	TemplateComponent!.properties.index = index;
	TemplateComponent!.properties.type.enum.push('limited_time_offer', 'carousel');
	TemplateComponent!.properties.sub_type.enum.push('copy_code', 'flow');
	TemplateComponent!.properties.cards = { type: 'array' };

	return withInteractiveKinds($defs);
}

/** Each kind has its own action, and around it what the pages show. */
function withInteractiveKinds($defs: Defs): Defs {
	const { HeaderObject, SectionObject } = $defs;
	const { product_items } = SectionObject!.properties;
	product_items.items.properties.product_retailer_id = text(100);
	$defs.ProductSection = object({ title: text(24), product_items }, ['product_items']);
	delete SectionObject!.properties.product_items;
	const [list, buttons, , catalog, flow] = $defs.ActionObject!.oneOf as Schema[];
	// Without a thumbnail the catalog shows its first product (share-products).
	catalog!.required = ['name'];
	catalog!.properties.parameters = object({ thumbnail_product_retailer_id: text(100) });
	$defs.ReplyObject = buttons!.properties.buttons.items.properties.reply;
	$defs.RowObject = SectionObject!.properties.rows.items;
	$defs.FlowParameters = flow!.properties.parameters;
	// Its fields go by country, which message.mts looks at.
	$defs.AddressParameters = object(
		{ country: { type: 'string', enum: ['IN', 'SG'] }, values: { type: 'object' } },
		['country'],
	);
	$defs.LinkParameters = object({ display_text: text(20), url: text(2000) });
	const header = (...types: string[]): Schema => ({
		type: 'object',
		oneOf: types.map((type) =>
			object({ type: only(type), [type]: HeaderObject!.properties[type] }),
		),
	});
	const body = $defs.BodyObject!;
	const footer = $defs.FooterObject!;
	const framed = { header: header('text', 'image', 'video', 'document'), body, footer };
	const kind = (
		type: string,
		action: Schema,
		frame: Defs,
		required = ['type', 'body', 'action'],
	): Schema => object({ type: only(type), ...frame, action }, required);
	const sections = { type: 'array', minItems: 1, maxItems: 10, items: $defs.ProductSection };
	const named = (name: string, more: Defs = {}) => object({ name: only(name), ...more });
	$defs.InteractiveObject = {
		type: 'object',
		oneOf: [
			kind('button', buttons!, framed),
			kind('list', list!, { header: header('text'), body: object({ text: text(4096) }), footer }),
			kind('flow', flow!, framed),
			kind('cta_url', named('cta_url', { parameters: $defs.LinkParameters }), framed),
			kind('location_request_message', named('send_location'), { body }),
			// Of one product the text may be left out, and it has no header.
			kind(
				'product',
				object({ catalog_id: text(100), product_retailer_id: text(100) }),
				{ body, footer },
				['type', 'action'],
			),
			kind(
				'product_list',
				object({ catalog_id: text(100), sections }),
				{ header: header('text'), body, footer },
				['type', 'header', 'body', 'action'],
			),
			kind('catalog_message', catalog!, { body, footer }),
			kind('call_permission_request', named('call_permission_request'), { body }, [
				'type',
				'action',
			]),
			kind('request_contact_info', named('request_contact_info'), { body }),
			kind('address_message', named('address_message', { parameters: $defs.AddressParameters }), {
				header: header('text'),
				body,
				footer,
			}),
		],
	};
	return $defs;
}

const nameOf = ($ref: string): string => $ref.split('/').at(-1)!;

/** What the file leaves out, as keywords by definition and property. */
function limited($defs: Defs): Defs {
	for (const [path, keywords] of Object.entries(LIMITS)) {
		const [name, ...properties] = path.split('.');
		const schema = properties.reduce(
			(found, property) => found.properties[property],
			$defs[name!]!,
		);
		Object.assign(schema, keywords);
	}
	return $defs;
}

const $defs = limited(asThePagesSay(JSON.parse(readFileSync(file, 'utf8')).$defs));

/** Which alternative a value is meant to be: the one whose type or name it has, or else whose properties. */
function meant(oneOf: Schema[], value: Schema | undefined): Schema | undefined {
	const fitting = oneOf.filter(({ properties = {}, required = [] }) => {
		const mark = ['type', 'name'].find((name) => properties[name]?.enum?.length === 1);
		return mark
			? properties[mark].enum[0] === value?.[mark]
			: required.every((name: string) => value?.[name] !== undefined);
	});
	return fitting.length === 1 ? fitting[0] : undefined;
}

/**
 * A schema for one value, read strictly: properties that are not named are not taken, and texts with a limit
 * are not empty. Alternatives are decided, so that a complaint is about the property and not about all of them.
 */
function strictly(schema: Schema, value: Schema | undefined): Schema {
	if (schema.$ref) return strictly($defs[nameOf(schema.$ref)]!, value);
	if (schema.type === 'array' && schema.items) {
		return { ...schema, items: strictly(schema.items, undefined) };
	}
	if (schema.type === 'string' && schema.maxLength) return { minLength: 1, ...schema };
	if (schema.type !== 'object' || !(schema.properties || schema.oneOf)) return schema;
	const { oneOf, ...rest } = schema;
	const chosen = oneOf && meant(oneOf, value);
	if (oneOf && !chosen) {
		return { ...schema, oneOf: oneOf.map((one: Schema) => strictly(one, undefined)) };
	}
	const properties: Defs = { ...chosen?.properties, ...rest.properties };
	return {
		...rest,
		required: [...(rest.required ?? []), ...(chosen?.required ?? [])],
		additionalProperties: false,
		properties: Object.fromEntries(
			Object.entries(properties).map(([name, one]) => [name, strictly(one, value?.[name])]),
		),
	};
}

const MESSAGES = new Map(
	($defs.Message!.oneOf as Schema[]).map(({ $ref }) => {
		const message = $defs[nameOf($ref)]!;
		return [message.properties.type.enum[0] as string, message];
	}),
);

export const isMessageType = (type: unknown): boolean => MESSAGES.has(type as string);

const known = new Map<string, z.ZodType>();

function compiled(schema: Schema): z.ZodType {
	const key = JSON.stringify(schema);
	const zod = known.get(key) ?? z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
	known.set(key, zod);
	return zod;
}

/** What Meta's file has to say against a message of a known type. */
export function complaints(message: Schema): z.ZodError | undefined {
	const schema = strictly(MESSAGES.get(message.type)!, message);
	return compiled(schema).safeParse(message).error;
}
