import { bodyHash } from '../../core/crypto';
import { asObject, asText, defined, type JsonObject, without } from '../../core/json';
import type { AccountEvent, TemplateEvent } from '../../whatsapp/events';
import { undated } from '../../whatsapp/undated';
import { isoTime, readPerson, readReceiver } from './values';

/**
 * Reads a webhook that has no `results`: changes of templates, stop and resume of marketing messages,
 * payments and identities come each alone.
 *
 * @param source the bytes of the body, which are its ID
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-service-management
 */
export function readNews(body: JsonObject, source: Buffer): TemplateEvent | AccountEvent {
	const content = asObject(body.content) ?? {};
	const told = isoTime(body.timestamp) ?? isoTime(body.createdAt) ?? isoTime(body.receivedAt);
	const id = bodyHash(source);
	const common = {
		provider: 'infobip',
		...(told === undefined ? undated(id) : { id, timestamp: told }),
		raw: body,
	};
	const change = asObject(body.change);
	if (change !== undefined && isOfTemplate(body, change)) {
		return { ...readTemplateChange(body, change), ...common };
	}
	const sender = asText(content.sender) ?? asText(body.sender) ?? asText(body.to);
	const people = [
		content.from,
		content.userNumber,
		body.userNumber,
		body.from,
		content.to,
		body.to,
	];
	const person = people.find((number) => number !== undefined && asText(number) !== sender);
	return defined({
		...(change === undefined ? readKind(body, content) : readAccountChange(body, change)),
		...common,
		event: 'account',
		from: person === undefined ? {} : readPerson(person, body),
		to: sender === undefined ? {} : readReceiver(sender),
	});
}

/** All changes of templates that are documented begin so. */
const isOfTemplate = (body: JsonObject, { type }: JsonObject) =>
	body.messageTemplateName !== undefined || /^TEMPLATE_/i.test(asText(type) ?? '');

/** Another change (ACCOUNT_UPDATE_NOTIFICATION), of whose fields the pages show none. */
const readAccountChange = (body: JsonObject, change: JsonObject): Said =>
	defined({
		kind: asText(change.type)?.toLowerCase() ?? 'account_update',
		status: asText(change.newStatus) ?? asText(change.status),
		reason: asText(change.reason),
		details: { ...without(body, ['change', 'content', 'contact']), ...change },
	});

type Said = Pick<AccountEvent, 'kind'> & Partial<AccountEvent>;

/**
 * What it is about. Infobip names it nowhere; the names of its fields say so. An opt-out is called what
 * Meta calls it.
 */
function readKind(body: JsonObject, content: JsonObject): Said {
	const preference = asText(content.notificationMessagesStatus);
	if (preference !== undefined) {
		return defined({
			kind: 'user_preferences',
			category: 'marketing_messages',
			value: preference.toLowerCase(),
			reason: asText(content.description),
		});
	}
	const names = [...Object.keys(body), ...Object.keys(content)].map((name) => name.toLowerCase());
	const about = ['payment', 'identity'].find((word) => names.some((name) => name.includes(word)));
	if (about === undefined) return { kind: 'unsupported', unsupported: true };
	const details = { ...without(body, ['content', 'contact']), ...content };
	return defined({
		kind: about === 'identity' ? 'identity_change' : about,
		status: asText(details.status) ?? asText(details[`${about}Status`]),
		details,
	});
}

/** A template's new status, category or quality. */
function readTemplateChange(
	body: JsonObject,
	change: JsonObject,
): Omit<TemplateEvent, 'provider' | 'id' | 'timestamp' | 'raw'> {
	return defined({
		event: 'template',
		kind: asText(change.type) ?? 'template',
		from: {},
		to: {},
		templateId: asText(body.messageTemplateId),
		templateName: asText(body.messageTemplateName),
		language: asText(body.messageTemplateLanguage),
		status: asText(change.newStatus),
		reason: asText(change.reason),
		category: asText(change.newCategory),
		previousCategory: asText(change.previousCategory),
		correctCategory: asText(change.correctCategory),
		quality: asText(change.newQuality) ?? asText(change.newQualityScore),
		previousQuality: asText(change.previousQuality) ?? asText(change.previousQualityScore),
		details: without(change, SAID),
	});
}

const SAID = [
	'type',
	'newStatus',
	'reason',
	'newCategory',
	'previousCategory',
	'correctCategory',
	'newQuality',
	'newQualityScore',
	'previousQuality',
	'previousQualityScore',
];
