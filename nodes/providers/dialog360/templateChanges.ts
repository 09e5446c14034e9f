import { createBody } from '../meta/templateChanges';
import { creation, type TemplateChanges } from '../resources';
import { dialogCredential } from './account';
import { failure } from './failure';

/**
 * Makes and deletes templates of the number's WABA, in Meta's shape, where they are listed as well. Files
 * for reviewers cannot be uploaded: no call for that is documented.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference/templates
 * @see https://docs.360dialog.com/partner/messaging-and-calling/template-messages/create-and-manage-template-messages
 */
export const templateChanges: TemplateChanges = {
	create: (draft, credential) =>
		creation(
			{
				method: 'POST',
				url: `${dialogCredential(credential).baseUrl}/message_templates`,
				body: createBody(draft),
			},
			failure,
		),
	removes: 'either',
	remove: ({ name, id }, credential) => ({
		method: 'DELETE',
		url: `${dialogCredential(credential).baseUrl}/message_templates`,
		query: { name, ...(id === undefined ? {} : { hsm_id: id }) },
	}),
};
