import { z } from 'zod';

/** The bodies of `POST /whatsapp/1/message/…` (openapi 3.210.0, whatsapp-outbound-messages). */

const text = (least: number, most: number) => z.string().min(least).max(most);
const mediaUrl = text(1, 2048).refine(
	(value) => /^https?:\/\//i.test(value) && URL.canParse(value),
	'must be a valid URL starting with https:// or http://',
);

const common = {
	from: text(1, 24),
	to: text(1, 150),
	messageId: text(1, 200).optional(),
	callbackData: text(0, 4000).optional(),
	notifyUrl: text(0, 2048).optional(),
	urlOptions: z
		.strictObject({
			shortenUrl: z.boolean().optional(),
			trackClicks: z.boolean().optional(),
			trackingUrl: z.string().optional(),
			removeProtocol: z.boolean().optional(),
			customDomain: z.string().optional(),
		})
		.optional(),
	entityId: text(0, 255).optional(),
	applicationId: text(0, 255).optional(),
	context: z.strictObject({ replyToMessageId: z.string() }).optional(),
};

const one = <Content extends z.ZodType>(content: Content) => z.strictObject({ ...common, content });

const body = z.strictObject({ text: text(1, 1024) });
const footer = z.strictObject({ text: text(1, 60) }).optional();
const textHeader = z.strictObject({ type: z.literal('TEXT'), text: text(1, 60) });

const buttonsHeader = z.discriminatedUnion('type', [
	textHeader,
	z.strictObject({ type: z.literal('IMAGE'), mediaUrl }),
	z.strictObject({ type: z.literal('VIDEO'), mediaUrl }),
	z.strictObject({ type: z.literal('DOCUMENT'), mediaUrl, filename: text(0, 240).optional() }),
]);

const place = z.enum(['HOME', 'WORK']).optional();
const contact = z.strictObject({
	name: z.strictObject({
		firstName: z.string().min(1),
		lastName: z.string().optional(),
		middleName: z.string().optional(),
		namePrefix: z.string().optional(),
		nameSuffix: z.string().optional(),
		formattedName: z.string().min(1),
	}),
	phones: z
		.array(
			z.strictObject({
				phone: z.string().optional(),
				type: z.enum(['CELL', 'MAIN', 'IPHONE', 'HOME', 'WORK']).optional(),
				waId: z.string().optional(),
			}),
		)
		.optional(),
	emails: z.array(z.strictObject({ email: z.string().optional(), type: place })).optional(),
	urls: z.array(z.strictObject({ url: z.string().optional(), type: place })).optional(),
	addresses: z
		.array(
			z.strictObject({
				street: z.string().optional(),
				city: z.string().optional(),
				state: z.string().optional(),
				zip: z.string().optional(),
				country: z.string().optional(),
				countryCode: z.string().optional(),
				type: place,
			}),
		)
		.optional(),
	org: z
		.strictObject({
			company: z.string().optional(),
			department: z.string().optional(),
			title: z.string().optional(),
		})
		.optional(),
	birthday: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}$/)
		.optional(),
});

const flowAction = z.strictObject({
	mode: z.enum(['DRAFT', 'PUBLISHED']).optional(),
	flowMessageVersion: z.number().int().optional(),
	flowToken: z.string().min(1),
	flowId: z.string().min(1),
	callToActionButton: text(1, 20),
	flowAction: z.enum(['NAVIGATE', 'DATA_EXCHANGE']).optional(),
	flowActionPayload: z
		.strictObject({
			screen: z.string().min(1),
			data: z.record(z.string(), z.unknown()).optional(),
		})
		.optional(),
});

const button = z.strictObject({
	type: z.literal('REPLY'),
	id: text(1, 256).refine((id) => id === id.trim(), 'must not begin or end with a space'),
	title: text(1, 20),
});

const row = z.strictObject({
	id: text(1, 200),
	title: text(1, 24),
	description: text(0, 72).optional(),
});
const section = z.strictObject({ title: text(0, 24).optional(), rows: z.array(row).min(1) });

const templateHeader = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('TEXT'), placeholder: z.string() }),
	z.strictObject({ type: z.literal('IMAGE'), mediaUrl }),
	z.strictObject({ type: z.literal('VIDEO'), mediaUrl }),
	z.strictObject({ type: z.literal('DOCUMENT'), mediaUrl, filename: text(1, 240) }),
	z.strictObject({
		type: z.literal('LOCATION'),
		latitude: z.number().min(-90).max(90),
		longitude: z.number().min(-180).max(180),
	}),
]);

const templateButton = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('QUICK_REPLY'), parameter: text(1, 128) }),
	z.strictObject({ type: z.literal('URL'), parameter: z.string() }),
	z.strictObject({ type: z.literal('COPY_CODE'), parameter: text(1, 15) }),
	z.strictObject({
		type: z.literal('CATALOG'),
		thumbnailProductRetailerId: text(1, 255).optional(),
	}),
	z.strictObject({
		type: z.literal('FLOW'),
		flowToken: z.string().min(1).optional(),
		data: z.record(z.string(), z.unknown()).optional(),
	}),
]);

const template = z.strictObject({
	templateName: text(1, 512),
	language: z.string().min(1),
	templateData: z.strictObject({
		body: z.strictObject({ placeholders: z.array(z.string().min(1)) }),
		header: templateHeader.optional(),
		buttons: z.array(templateButton).max(10).optional(),
	}),
});

const captioned = z.strictObject({ mediaUrl, caption: text(0, 3000).optional() });

/** By the end of the endpoint's path. */
export const sendSchemas = {
	text: one(z.strictObject({ text: text(1, 4096), previewUrl: z.boolean().optional() })),
	image: one(captioned),
	video: one(captioned),
	document: one(captioned.extend({ filename: text(0, 240).optional() })),
	audio: one(z.strictObject({ mediaUrl, voice: z.boolean().optional() })),
	sticker: one(z.strictObject({ mediaUrl })),
	'interactive/buttons': one(
		z.strictObject({
			body,
			action: z.strictObject({ buttons: z.array(button).min(1).max(3) }),
			header: buttonsHeader.optional(),
			footer,
		}),
	),
	'interactive/list': one(
		z.strictObject({
			body,
			action: z.strictObject({ title: text(1, 20), sections: z.array(section).min(1).max(10) }),
			header: textHeader.optional(),
			footer,
		}),
	),
	'interactive/url-button': one(
		z.strictObject({
			body,
			action: z.strictObject({ displayText: text(1, 20), url: mediaUrl }),
			header: buttonsHeader.optional(),
			footer,
		}),
	),
	'interactive/location-request': one(z.strictObject({ body })),
	// A picture above a flow is not among its headers.
	'interactive/flow': one(
		z.strictObject({ body, action: flowAction, header: textHeader.optional(), footer }),
	),
	'interactive/product': one(
		z.strictObject({
			action: z.strictObject({ catalogId: text(1, 100), productRetailerId: text(1, 100) }),
			body: body.optional(),
			footer,
		}),
	),
	'interactive/multi-product': one(
		z.strictObject({
			header: textHeader,
			body,
			action: z.strictObject({
				catalogId: text(1, 100),
				sections: z
					.array(
						z.strictObject({
							title: text(0, 24).optional(),
							productRetailerIds: z.array(text(1, 100)).min(1),
						}),
					)
					.min(1)
					.max(10),
			}),
			footer,
		}),
	),
	'interactive/call-permission-request': z.strictObject(common),
	location: one(
		z.strictObject({
			latitude: z.number().min(-90).max(90),
			longitude: z.number().min(-180).max(180),
			name: text(0, 1000).optional(),
			address: text(0, 1000).optional(),
		}),
	),
	contact: one(z.strictObject({ contacts: z.array(contact).min(1) })),
};
export type SendKind = keyof typeof sendSchemas;
export type SendContent<Kind extends Exclude<SendKind, 'interactive/call-permission-request'>> =
	z.infer<(typeof sendSchemas)[Kind]>['content'];

const templateMessage = one(template);
export type TemplateContent = z.infer<typeof template>;
export type Envelope = Omit<z.infer<typeof templateMessage>, 'content'>;

export const bulk = z.strictObject({
	messages: z.array(templateMessage).min(1),
	bulkId: text(0, 100).optional(),
});
