import { z } from 'zod';

/**
 * WhatsApp's documented limits (M:messages/*), where Meta's OpenAPI file does not have them. Lengths are
 * counted in UTF-16 units, the strictest reading: what passes here passes at Meta.
 */

const length = (maxLength: number, minLength = 1) => ({ type: 'string', minLength, maxLength });
const needs = (...required: string[]) => ({ required });
const http = { ...length(2000), format: 'uri', pattern: '^[hH][tT][tT][pP][sS]?://' };
/** "No leading/trailing space" is stated for reply button ids (OA: ActionObject). */
const trimmed = { pattern: '^\\S([\\s\\S]*\\S)?$' };

/** JSON Schema keywords, by definition and property of openApi/messages.json. */
export const LIMITS: Readonly<Record<string, object>> = {
	MessageContext: needs('message_id'),
	'MessageContext.message_id': length(500),
	'TextMessage.text': needs('body'),
	'TextMessage.text.body': length(4096),
	'MediaObject.id': length(100),
	'MediaObject.link': http,
	'LocationMessage.location': needs('latitude', 'longitude'),
	'LocationMessage.location.name': length(1000),
	'LocationMessage.location.address': length(1000),
	ContactObject: needs('name'),
	NameObject: needs('formatted_name'),
	'NameObject.formatted_name': length(200),
	'ReactionMessage.reaction': needs('message_id', 'emoji'),
	'ReactionMessage.reaction.message_id': length(500),
	'ReactionMessage.reaction.emoji': length(20, 0),
	'ReplyObject.id': trimmed,
	'RowObject.id': trimmed,
	SectionObject: needs('rows'),
	'SectionObject.rows': { minItems: 1 },
	'LinkParameters.url': http,
	'FlowParameters.flow_id': length(100),
	'FlowParameters.flow_name': length(200),
	'FlowParameters.flow_token': length(1000),
	'FlowParameters.flow_action_payload.screen': length(200),
	'FlowParameters.flow_action_payload.data': { minProperties: 1 },
	'TemplateObject.name': length(512),
	'LanguageObject.code': length(20),
};

export const nonEmpty = (limit: number) => z.string().min(1).max(limit);

export const httpUrl = z
	.string()
	.max(2000)
	.refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), {
		message: 'must be an http or https URL',
	});

export const bytesAtMost = (limit: number) =>
	z
		.string()
		.min(1)
		.refine((value) => Buffer.byteLength(value) <= limit, {
			message: `must be at most ${limit} bytes long`,
		});
