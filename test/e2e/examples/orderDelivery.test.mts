import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { hubspot } from '../../../playground/standIns/services/hubspot.mts';
import { ownShop } from '../../../playground/standIns/services/ownShop.mts';
import { salesforce } from '../../../playground/standIns/services/salesforce.mts';
import { shopify, type ShopifyOrder } from '../../../playground/standIns/services/shopify.mts';
import { zoho } from '../../../playground/standIns/services/zoho.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { bubbles, bubbleWith, tap } from '../phones.mts';
import {
	goLive,
	refusedByServices,
	startExampleStack,
	type ExampleStack,
} from './exampleStack.mts';

const priya = { email: 'priya@example.com', firstname: 'Priya', lastname: 'Nair' };
const shop = shopify();
const timeline = hubspot([priya]);
const own = ownShop();
const stages = ['Closed Won', 'Negotiation/Review', 'Proposal'];
const CONTACT = '3652397000000649013';
const DEAL = '3652397000000624046';
const zohoCrm = zoho(
	{ [CONTACT]: { First_Name: 'Priya', Last_Name: 'Nair', Phone: null, Mobile: '+1 202 555 0113' } },
	{ [DEAL]: { Deal_Name: 'Order 2001', Stage: 'Proposal' } },
	stages,
);
const SF_CONTACT = '0035g00000AbCdEAAV';
const OPPORTUNITY = '0065g00000XyZwVAAV';
const salesforceCrm = salesforce(
	{
		[SF_CONTACT]: {
			FirstName: 'Priya',
			LastName: 'Nair',
			Phone: '+1 202 555 0113',
			MobilePhone: null,
		},
	},
	{ [OPPORTUNITY]: { Name: 'Order 2004', StageName: 'Proposal' } },
	stages,
);
const settings = (more: Record<string, unknown>) => ({
	Settings: {
		shopName: 'Lamps & Co',
		driverNumber: '+1 202 555 0112',
		officeNumber: '+1 202 555 0111',
		...more,
	},
});
const order = (name: string, more: Partial<ShopifyOrder> = {}): ShopifyOrder => ({
	name,
	email: priya.email,
	phone: null,
	note: null,
	tags: '',
	shipping_address: {
		first_name: 'Priya',
		name: 'Priya Nair',
		address1: '7 Mill Lane',
		address2: null,
		city: 'Springfield',
		zip: '01101',
		phone: '+1 202 555 0113',
	},
	line_items: [
		{ title: 'Desk lamp', quantity: 2 },
		{ title: 'Cable', quantity: 1 },
	],
	...more,
});

let stack: ExampleStack;
let live: Workflow | undefined;
beforeAll(async () => {
	stack = await startExampleStack([shop, timeline, own, zohoCrm, salesforceCrm]);
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const taskAbout = (name: string) =>
	waitFor(async () => timeline.tasks().find(({ metadata }) => metadata.subject.includes(name)), {
		what: `a task about ${name}`,
	});
/** One number has one active trigger. */
async function goLiveAlone(name: string, more: Record<string, unknown>) {
	if (live) await stack.rest.deactivate(live.id);
	live = await goLive(stack, name, settings(more));
}

/** How many executions have gone well; a tap or an order is one more. */
const ended = async () =>
	(await stack.rest.executions({ workflowId: live!.id, status: 'success' })).length;
const endedAfter = (before: number, more: number) =>
	waitFor(async () => (await ended()) >= before + more, { what: `${more} more executions` });
const count = async (person: string, words: string) =>
	(await bubbles(stack, person)).filter(({ view }) => view.text?.includes(words)).length;

describe('of Shopify, with HubSpot', () => {
	beforeAll(() => goLiveAlone('Order delivery', { language: 'en' }), 60_000);

	it('a delivered order is so for the shop, HubSpot, the driver and the customer, once', async () => {
		const id = await shop.placeOrder(order('#1001', { note: 'Ring twice', tags: 'gift, express' }));
		const details = await bubbleWith(stack, 'diego', 'order #1001');
		expect(details.view.text).toContain('2 × Desk lamp, 1 × Cable');
		expect(details.view.text).toContain('Priya Nair, 7 Mill Lane, 01101, Springfield');
		expect(JSON.stringify(details.view)).not.toContain('555');

		await tap(stack, 'diego', details, 'Delivered');
		const { view } = await bubbleWith(stack, 'priya', '#1001');
		expect(view.text).toContain('Hello Priya, your order #1001 from Lamps & Co has been delivered');
		await bubbleWith(stack, 'diego', 'Order #1001 is down as delivered');
		expect(await taskAbout('#1001')).toMatchObject({
			metadata: { subject: 'Order #1001 was delivered', status: 'COMPLETED' },
			associations: { contactIds: [timeline.contactId(priya.email)] },
		});
		expect(shop.order(id).tags).toBe('gift, express, delivered');
		expect(shop.order(id).note).toMatch(/^Ring twice\n\d{4}-\d\d-\d\d \d\d:\d\d Delivered, /);

		await endedAfter(0, 2);
		await tap(stack, 'diego', details, 'Delivered');
		await endedAfter(0, 3);
		expect(await count('priya', '#1001')).toBe(1);
		expect(refusedByServices(stack)).toEqual([]);
	}, 90_000);

	it('Shopify telling twice is one message, and an order without an address is none', async () => {
		const before = await ended();
		const id = await shop.placeOrder(order('#1002'));
		await endedAfter(before, 1);
		await shop.tellAgain(id);
		await shop.placeOrder(order('#1003', { shipping_address: null }));
		await endedAfter(before, 3);
		expect(await count('diego', 'order #1002')).toBe(1);
		expect(await count('diego', 'order #1003')).toBe(0);
	}, 60_000);

	it('with a problem the office is told and the customer hears the truth', async () => {
		const id = await shop.placeOrder(order('#1004', { email: 'nobody@example.com' }));
		await tap(stack, 'diego', await bubbleWith(stack, 'diego', 'order #1004'), 'Problem');
		const { view } = await bubbleWith(stack, 'priya', '#1004');
		expect(view.text).toContain('could not be delivered today');
		const office = await bubbleWith(stack, 'marta', 'order #1004');
		expect(office.view.text).toContain('The driver Diego Lopez reports a problem');
		await bubbleWith(stack, 'diego', 'Office: +1 202 555 0111');
		expect(await taskAbout('#1004')).toMatchObject({
			metadata: { status: 'NOT_STARTED' },
			associations: {},
		});
		expect(shop.order(id).tags).toBe('delivery problem');
		expect(refusedByServices(stack)).toEqual([]);
	}, 60_000);

	it('a HubSpot that is down keeps no customer waiting, and the office knows the order', async () => {
		await shop.placeOrder(order('#1005'));
		const details = await bubbleWith(stack, 'diego', 'order #1005');
		timeline.setDown(true);
		await tap(stack, 'diego', details, 'Delivered');
		await bubbleWith(stack, 'priya', '#1005');
		const alert = await bubbleWith(stack, 'marta', '#1005 (Find Contact): ');
		expect(alert.view.text).toContain('The workflow Order delivery needs attention');
		timeline.setDown(false);
	}, 60_000);

	it('a tap that Shopify could not take is with the office, and the next tap counts', async () => {
		const id = await shop.placeOrder(order('#1006'));
		const details = await bubbleWith(stack, 'diego', 'order #1006');
		shop.setDown(true);
		await tap(stack, 'diego', details, 'Delivered');
		await bubbleWith(stack, 'marta', '#1006 (Get Order): ');
		shop.setDown(false);
		expect(await count('priya', '#1006')).toBe(0);
		await tap(stack, 'diego', details, 'Delivered');
		await bubbleWith(stack, 'priya', '#1006');
		await taskAbout('#1006');
		expect(shop.order(id).tags).toBe('delivered');
	}, 60_000);

	it('an order that WhatsApp cannot tell about is with the office', async () => {
		const noPhone = { ...order('').shipping_address!, phone: null };
		await shop.placeOrder(order('#1007', { shipping_address: noPhone }));
		await tap(stack, 'diego', await bubbleWith(stack, 'diego', 'order #1007'), 'Delivered');
		const alert = await bubbleWith(stack, 'marta', '#1007 (Tell Customer: Delivered): ');
		expect(alert.view.text).toContain('"no number" is no phone number');
		await taskAbout('#1007');
	}, 60_000);

	it('a number without its country is of the country in Settings', async () => {
		await goLiveAlone('Order delivery', { language: 'en', defaultCountry: 'US' });
		const local = { ...order('').shipping_address!, phone: '(202) 555-0113' };
		await shop.placeOrder(order('#1009', { shipping_address: local }));
		await tap(stack, 'diego', await bubbleWith(stack, 'diego', 'order #1009'), 'Delivered');
		await bubbleWith(stack, 'priya', 'your order #1009 from Lamps & Co has been delivered');
	}, 60_000);

	it('speaks Spanish when Settings say so, also behind the Router', async () => {
		await stack.rest.deactivate(live!.id);
		const changes = settings({ language: 'es' });
		const { id } = await goLive(stack, 'Order delivery', changes, { routed: true });
		live = await goLive(stack, 'Router', { Settings: { orderDelivery: id } });
		await shop.placeOrder(order('#1008'));
		const details = await bubbleWith(stack, 'diego', 'Entrega nueva: pedido #1008');
		await tap(stack, 'diego', details, 'Problema');
		await bubbleWith(stack, 'priya', 'su pedido #1008 de Lamps & Co no se pudo entregar hoy');
		await bubbleWith(stack, 'marta', 'tuvo un problema con el pedido #1008');
		await bubbleWith(stack, 'diego', 'Avisamos a la oficina y al cliente del pedido #1008');
	}, 60_000);
});

describe('of an own shop, with a CRM', () => {
	const NAME = 'Order delivery with CRM';
	beforeAll(() => goLiveAlone(NAME, { language: 'en', crm: 'zoho' }), 60_000);

	const orderOf = (number: string, contactId = CONTACT, dealId = DEAL) => ({
		order: number,
		items: '2 × Desk lamp',
		customer: 'Priya Nair',
		address: '7 Mill Lane\nSpringfield',
		contactId,
		dealId,
	});
	const report = (body: Record<string, unknown>, secret?: string) =>
		own.send(`${stack.n8n.url}/webhook/order-delivery`, body, secret);

	it('a delivered order changes the deal in Zoho, and the customer hears of it once', async () => {
		expect(await report(orderOf('2001'), 'guessed')).toBe(403);
		expect(await report(orderOf('2001'))).toBe(200);
		const details = await bubbleWith(stack, 'diego', 'order 2001');
		expect(details.view.text).toContain('Priya Nair, 7 Mill Lane Springfield');

		await tap(stack, 'diego', details, 'Delivered');
		await bubbleWith(stack, 'priya', 'your order 2001 from Lamps & Co has been delivered');
		await bubbleWith(stack, 'diego', 'Order 2001 is down as delivered');
		await endedAfter(0, 2);
		expect(zohoCrm.stage(DEAL)).toBe('Closed Won');
		await tap(stack, 'diego', details, 'Delivered');
		await report(orderOf('2001'));
		await endedAfter(0, 4);
		expect(await count('priya', 'order 2001')).toBe(1);
		expect(await count('diego', 'order 2001 with')).toBe(1);
		expect(refusedByServices(stack)).toEqual([]);
	}, 90_000);

	it('an order that lacks something is with the office', async () => {
		await report({ ...orderOf('2002'), contactId: '', dealId: undefined });
		const { view } = await bubbleWith(stack, 'marta', '2002 (');
		expect(view.text).toContain('The shop system left out: contactId, dealId');
	}, 60_000);

	it('a customer whom Zoho does not know is with the office', async () => {
		await report(orderOf('2006', '3652397000000649999'));
		await tap(stack, 'diego', await bubbleWith(stack, 'diego', 'order 2006'), 'Delivered');
		const { view } = await bubbleWith(stack, 'marta', '2006 (Tell Customer: Delivered): ');
		expect(view.text).toContain('"no number" is no phone number');
	}, 60_000);

	it('a tap that Zoho could not take is with the office, and the next tap counts', async () => {
		await report(orderOf('2003'));
		const details = await bubbleWith(stack, 'diego', 'order 2003');
		zohoCrm.setDown(true);
		const before = await ended();
		await tap(stack, 'diego', details, 'Problem');
		await endedAfter(before, 1);
		expect(await count('marta', 'Zoho): Service unavailable')).toBe(2);
		expect(await count('priya', 'order 2003')).toBe(0);
		zohoCrm.setDown(false);
		await tap(stack, 'diego', details, 'Problem');
		await bubbleWith(stack, 'priya', 'order 2003');
		await bubbleWith(stack, 'marta', 'a problem with order 2003');
		await endedAfter(before, 2);
		expect(zohoCrm.stage(DEAL)).toBe('Negotiation/Review');
	}, 60_000);

	it('does the same with Salesforce, in Spanish', async () => {
		await goLiveAlone(NAME, { language: 'es', crm: 'salesforce' });
		await report(orderOf('2004', SF_CONTACT, OPPORTUNITY));
		const details = await bubbleWith(stack, 'diego', 'Entrega nueva: pedido 2004');
		await tap(stack, 'diego', details, 'Entregado');
		await bubbleWith(stack, 'priya', 'Hola, Priya: su pedido 2004 de Lamps & Co fue entregado');
		await bubbleWith(stack, 'diego', 'El pedido 2004 queda como entregado');
		await endedAfter(0, 2);
		expect(salesforceCrm.stage(OPPORTUNITY)).toBe('Closed Won');
		expect(refusedByServices(stack)).toEqual([]);
	}, 60_000);

	it('a stage that Salesforce does not know is with the office, and the customer is told', async () => {
		await goLiveAlone(NAME, { language: 'en', crm: 'salesforce', deliveredStage: 'Arrived' });
		await report(orderOf('2005', SF_CONTACT, OPPORTUNITY));
		await tap(stack, 'diego', await bubbleWith(stack, 'diego', 'order 2005'), 'Delivered');
		await bubbleWith(stack, 'priya', 'your order 2005');
		await bubbleWith(stack, 'marta', '2005 (Set Stage in Salesforce): ');
		expect(salesforceCrm.stage(OPPORTUNITY)).toBe('Closed Won');
	}, 60_000);
});
