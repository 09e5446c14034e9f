import { createHmac, randomUUID } from 'node:crypto';
import axios from 'axios';
import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const SHOP = 'stand-in-shop';
const TOKEN = 'shopify-stand-in-token';
const SECRET = 'shopify-stand-in-secret';
const VERSION = '2024-07';
const ADMIN = `/admin/api/${VERSION}`;

export interface ShopifyOrder {
	name: string;
	email: string | null;
	phone: string | null;
	note: string | null;
	/** With commas between. */
	tags: string;
	shipping_address: {
		first_name: string;
		name: string;
		address1: string;
		address2: string | null;
		city: string;
		zip: string;
		phone: string | null;
	} | null;
	line_items: Array<{ title: string; quantity: number }>;
}

interface Webhook {
	id: number;
	topic: string;
	address: string;
}

const webhookBody = z.strictObject({
	webhook: z.strictObject({
		topic: z.literal('orders/create'),
		// Shopify itself takes HTTPS only; the n8n under test has no certificate.
		address: z.url(),
		format: z.literal('json'),
	}),
});
const tags = z
	.string()
	.refine((list) => list.split(',').length <= 250, 'is invalid: more than 250 tags')
	.refine((list) => list.split(',').every((tag) => tag.trim().length <= 40), 'is too long');
const orderBody = z.strictObject({
	order: z.strictObject({ note: z.string().max(5000).optional(), tags: tags.optional() }),
});

const invalid = (problem: string) => new Refusal(422, { errors: { base: [problem] } });
const notFound = () => new Refusal(404, { errors: 'Not Found' });

/**
 * A shop's webhooks and orders in Shopify's Admin REST API.
 *
 * @see https://shopify.dev/docs/api/admin-rest/2024-07/resources/webhook
 * @see https://shopify.dev/docs/api/admin-rest/2024-07/resources/order
 */
export function shopify() {
	const orders = new Map<number, ShopifyOrder>();
	const webhooks = new Map<number, Webhook>();
	let last = 450789469;
	const resource = (id: number) => {
		const order = orders.get(id);
		if (!order) throw notFound();
		return { id, order_number: Number(order.name.slice(1)), fulfillment_status: null, ...order };
	};

	const service = serviceApp(
		(app) => {
			app.use((request, _response, next) => {
				// n8n's node writes two slashes behind the version, which Shopify takes for one.
				request.url = request.url.replace(`${ADMIN}//`, `${ADMIN}/`);
				next();
			});
			app.get(`${ADMIN}/webhooks`, ({ query }, response) => {
				const wanted = [...webhooks.values()].filter(({ topic }) => topic === query.topic);
				response.json({ webhooks: wanted });
			});
			app.post(`${ADMIN}/webhooks.json`, (request, response) => {
				const { webhook } = checked(webhookBody, request.body, invalid);
				const id = ++last;
				webhooks.set(id, { id, ...webhook });
				response.status(201).json({ webhook: { id, ...webhook, api_version: VERSION } });
			});
			app.delete(`${ADMIN}/webhooks/:id.json`, ({ params }, response) => {
				if (!webhooks.delete(Number(params.id))) throw notFound();
				response.json({});
			});
			app.get(`${ADMIN}/orders/:id.json`, ({ params }, response) => {
				response.json({ order: resource(Number(params.id)) });
			});
			app.put(`${ADMIN}/orders/:id.json`, ({ params, body }, response) => {
				const id = Number(params.id);
				const { order } = checked(orderBody, body, invalid);
				const { id: _id, order_number, fulfillment_status, ...known } = resource(id);
				orders.set(id, { ...known, ...order });
				response.json({ order: resource(id) });
			});
		},
		({ headers }) => headers['x-shopify-access-token'] === TOKEN,
		{
			unauthorized: {
				errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
			},
			down: { errors: 'Service Unavailable' },
		},
	);

	/** @see https://shopify.dev/docs/apps/build/webhooks/subscribe/https */
	async function tell(id: number) {
		const body = JSON.stringify(resource(id));
		const headers = {
			'content-type': 'application/json',
			'x-shopify-topic': 'orders/create',
			'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
			'x-shopify-shop-domain': `${SHOP}.myshopify.com`,
			'x-shopify-api-version': VERSION,
			'x-shopify-webhook-id': randomUUID(),
			'x-shopify-triggered-at': new Date().toISOString(),
		};
		for (const { address } of webhooks.values())
			await axios.post(address, body, { headers, proxy: false });
	}

	return {
		hosts: { [`${SHOP}.myshopify.com`]: service.app },
		credentials: [
			{
				name: 'Shopify',
				type: 'shopifyAccessTokenApi',
				data: { shopSubdomain: SHOP, accessToken: TOKEN, appSecretKey: SECRET },
				nodes: ['n8n-nodes-base.shopify', 'n8n-nodes-base.shopifyTrigger'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		/** A customer orders; the webhooks are told. @returns the order's ID */
		async placeOrder(order: ShopifyOrder) {
			const id = ++last;
			orders.set(id, order);
			await tell(id);
			return id;
		},
		/** Shopify tells the webhooks again when it is not sure that they heard. */
		tellAgain: tell,
		order: resource,
	} satisfies Service & Record<string, unknown>;
}
