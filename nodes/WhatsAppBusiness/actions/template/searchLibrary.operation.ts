import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../../../core/text';
import { listAll } from '../../../n8n/lists';
import { readText } from '../../../n8n/readText';
import type { Listing } from '../../../providers/http';
import type { Provider } from '../../../providers/provider';
import type { TemplateLibrary } from '../../../providers/resources';
import type { LibraryFilter, LibraryTemplate } from '../../../whatsapp/templateLibrary';
import { offered, type RunOperation } from '../operation';
import { libraryFilters } from './libraryFields';

/** More pages than the library has; a list that does not end is cut. */
const MOST_PAGES = 50;

export const searchLibrary: RunOperation = {
	resource: 'template',
	value: 'searchLibrary',
	name: 'Search Library',
	action: 'Search template library',
	description: 'Find templates that WhatsApp has written and mostly approves at once',
	fields: [
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. delivery',
			description: 'A word of the name or the text. Empty means all.',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
		},
		libraryFilters,
	],
	async run(context, itemIndex, provider) {
		const library = libraryOf(provider, context, itemIndex);
		const filters = context.getNodeParameter('libraryFilters', itemIndex, {}) as IDataObject;
		const filter = (name: string) => textOf(filters[name]).trim();
		const most = context.getNodeParameter('limit', itemIndex, 50) as number;
		const found = await findInLibrary(
			{ context, itemIndex, provider, library },
			{
				search: readText(context, 'search', itemIndex).trim(),
				industry: filter('industry'),
				language: filter('language').replace('-', '_'),
				topic: filter('topic'),
				useCase: filter('useCase')
					.toUpperCase()
					.replace(/[\s-]+/g, '_'),
			},
			most,
		);
		return found.map((template) => ({ json: template as unknown as IDataObject }));
	},
};

/** @throws NodeOperationError where the provider does not offer it */
export const libraryOf = (
	provider: Provider,
	context: IExecuteFunctions,
	itemIndex: number,
): TemplateLibrary =>
	offered(provider.templateLibrary, context, itemIndex, provider, 'use the template library');

interface Reader {
	context: IExecuteFunctions;
	itemIndex: number;
	provider: Provider;
	library: TemplateLibrary;
}

/** The templates of the library that fit, up to a number. @throws NodeApiError */
export async function findInLibrary(
	{ context, itemIndex, provider, library }: Reader,
	filter: LibraryFilter,
	most: number,
): Promise<LibraryTemplate[]> {
	const listing: Listing<LibraryTemplate> = {
		request: (credential, { cursor }) => library.request(credential, filter, cursor),
		page: (body) => library.page(body),
	};
	return await listAll(context, provider, listing, { most, mostPages: MOST_PAGES, itemIndex });
}
