import { libraryBody, libraryPage, libraryQuery } from '../meta/templateLibrary';
import { creation, type TemplateLibrary } from '../resources';
import { dialogCredential } from './account';
import { failure } from './failure';

/**
 * WhatsApp's template library, in Meta's shape.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference/templates
 */
export const templateLibrary: TemplateLibrary = {
	request: (credential, filter, cursor) => ({
		method: 'GET',
		url: `${dialogCredential(credential).baseUrl}/message_template_library`,
		query: libraryQuery(filter, cursor),
	}),
	page: libraryPage,
	create: (draft, credential) =>
		creation(
			{
				method: 'POST',
				url: `${dialogCredential(credential).baseUrl}/message_templates`,
				body: libraryBody(draft),
			},
			failure,
		),
};
