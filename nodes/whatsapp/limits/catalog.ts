import type { Carrier } from '../capabilities';
import { listSections } from '../listSections';
import type { CatalogMessage, ProductListMessage, ProductMessage } from '../messages';
import { between, frameProblems, type Problems, unless } from './problem';

/** Of one product. */
export function productProblems(message: ProductMessage, { supports }: Carrier): Problems {
	const { catalogId, productId, body = '', footer = '' } = message;
	const limits = supports.product!;
	return [
		between('Catalog ID', catalogId, 1, Infinity),
		between('Content ID', productId, 1, Infinity),
		between('Message', body, 0, limits.body),
		between('Footer', footer, 0, limits.footer),
	];
}

/** Of several products; above them stands a header in any case. */
export function productListProblems(message: ProductListMessage, provider: Carrier): Problems {
	const limits = provider.supports.productList!;
	const { catalogId, products, header } = message;
	const sections = listSections(products);
	const untitled = products.findIndex(({ section = '' }) => section === '') + 1;
	const titles = sections.flatMap(({ title }) => title ?? []);
	return [
		between('Header', header ?? '', 1, limits.header),
		...frameProblems(message, limits, provider),
		between('Catalog ID', catalogId, 1, Infinity),
		unless(products.length > 0, 'There is no product', 'Add at least one product'),
		unless(
			products.length <= limits.count,
			`There are ${products.length} products; WhatsApp shows at most ${limits.count}`,
			'Remove products, or send the whole catalog',
		),
		...products.map(({ id }, index) =>
			between(`Content ID of product ${index + 1}`, id, 1, Infinity),
		),
		unless(
			untitled === 0 || titles.length === 0,
			`Product ${untitled} names no section, and other products do`,
			'Fill in "Section" for all products or for none',
		),
		unless(
			sections.length <= limits.sections.count,
			`There are ${sections.length} sections; WhatsApp shows at most ${limits.sections.count}`,
			'Put products together: those with the same text in "Section" stand below one title',
		),
		...titles.map((title) => between(`Section "${title}"`, title, 1, limits.sections.title)),
	];
}

/** Of the whole catalog. */
export function catalogProblems(
	{ body, footer = '' }: CatalogMessage,
	{ supports }: Carrier,
): Problems {
	const limits = supports.catalog!;
	return [between('Message', body, 1, limits.body), between('Footer', footer, 0, limits.footer)];
}
