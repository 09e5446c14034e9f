import { asObject, asObjects, defined } from '../../core/json';
import type { Template } from '../../whatsapp/messages';
import { nextCursor } from '../meta/account';
import { readTemplate } from '../meta/templates';
import type { Listing } from '../http';
import { dialogCredential } from './account';

/**
 * The templates of the number's WABA, in Meta's shape. Whether 360dialog takes Meta's filter by name
 * is not documented, so the whole list is read and the name looked for in it.
 *
 * @see https://docs.360dialog.com/partner/messaging-and-calling/template-messages/create-and-manage-template-messages
 */
export const templates: Listing<Template> = {
	request: (credential, { cursor }) => ({
		method: 'GET',
		url: `${dialogCredential(credential).baseUrl}/message_templates`,
		query: defined({ limit: '100', after: cursor }) as Record<string, string>,
	}),
	page: (body) =>
		defined({
			items: asObjects(asObject(body)?.data).map(readTemplate),
			cursor: nextCursor(body),
		}),
};
