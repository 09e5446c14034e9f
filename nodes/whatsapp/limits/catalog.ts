import type { Carrier } from '../capabilities';
import type { CatalogMessage, ProductListMessage, ProductMessage } from '../messages';
import { between, frameProblems, type Problems, unless } from './problem';
import { sectionProblems } from './sections';

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
		...sectionProblems('product', products, limits.sections),
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
