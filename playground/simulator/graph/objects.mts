import {
	listSubscriptions,
	subscribeApp,
	unsubscribeApp,
} from '../providers/meta/registration.mts';
import { templateAnalytics } from '../providers/meta/analytics.mts';
import { getBusinessAccount } from './businessAccount.mts';
import type { GraphCall, Handler } from '../providers/meta/graph.mts';
import {
	createTemplate,
	deleteTemplates,
	editTemplate,
} from '../providers/meta/templateChanges.mts';
import { deleteMedia, downloadMedia, getMedia, uploadMedia } from '../providers/meta/media.mts';
import { sendMessage } from '../providers/meta/send.mts';
import { getTemplate, listTemplates } from '../providers/meta/templates.mts';
import {
	configurePhoneNumber,
	getPhoneNumber,
	listPhoneNumbers,
	phoneNumberById,
} from '../providers/meta/senders.mts';
import { invalidParameter, unknownObject } from '../whatsapp/refusal.mts';
import { listSubscribedApps, subscribeToWaba, unsubscribeFromWaba } from './subscribedApps.mts';
import { beginUpload, takeUpload, uploadSession } from '../providers/meta/samples.mts';

/** Which edges each kind of object has, as `METHOD edge`. */
const EDGES: Record<string, Record<string, Handler>> = {
	Application: {
		'GET subscriptions': listSubscriptions,
		'POST subscriptions': subscribeApp,
		'DELETE subscriptions': unsubscribeApp,
		'POST uploads': beginUpload,
	},
	WhatsAppBusinessAccount: {
		'GET ': getBusinessAccount,
		'GET phone_numbers': listPhoneNumbers,
		'GET message_templates': listTemplates,
		'POST message_templates': createTemplate,
		'DELETE message_templates': deleteTemplates,
		'GET template_analytics': templateAnalytics,
		'GET subscribed_apps': listSubscribedApps,
		'POST subscribed_apps': subscribeToWaba,
		'DELETE subscribed_apps': unsubscribeFromWaba,
	},
	WhatsAppBusinessPhoneNumber: {
		'GET ': getPhoneNumber,
		'POST ': configurePhoneNumber,
		'POST messages': sendMessage,
		'POST media': uploadMedia,
	},
	WhatsAppMessageTemplate: { 'GET ': getTemplate, 'POST ': editTemplate },
	UploadSession: { 'POST ': takeUpload },
	WhatsAppBusinessMedia: {
		'GET ': getMedia,
		'GET download': downloadMedia,
		'DELETE ': deleteMedia,
	},
};

function nodeType({ world, objectId }: GraphCall): string | undefined {
	if (objectId === world.account.appId) return 'Application';
	if (objectId === world.account.wabaId) return 'WhatsAppBusinessAccount';
	if (phoneNumberById(world, objectId)) return 'WhatsAppBusinessPhoneNumber';
	if (world.media.has(objectId)) return 'WhatsAppBusinessMedia';
	if (world.templates.some(({ id }) => id === objectId)) return 'WhatsAppMessageTemplate';
	if (uploadSession(world, objectId)) return 'UploadSession';
	return undefined;
}

export function answer(call: GraphCall, edge: string): unknown {
	const type = nodeType(call);
	if (!type) throw unknownObject(call.method, call.objectId);
	// An app's own token does not reach the business' objects.
	if (call.token === 'app' && type !== 'Application') {
		throw unknownObject(call.method, call.objectId);
	}
	const edges = EDGES[type] ?? {};
	const handler = edges[`${call.method} ${edge}`];
	if (handler) return handler(call);
	const known = Object.keys(edges).some((key) => key.split(' ')[1] === edge);
	if (known || edge === '') throw unknownObject(call.method, call.objectId);
	throw invalidParameter(`Tried accessing nonexisting field (${edge}) on node type (${type})`);
}
