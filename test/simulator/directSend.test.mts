import axios from 'axios';

import { startSimulator } from '../../playground/simulator/server.mts';
import { type Business, MARTA, messagesIn, startBusiness, statusesIn, until } from './business.mts';

/** Direct Send, as Meta's pages show it; 360dialog's page has the same request at its own address. */
let business: Business;
beforeAll(async () => {
	business = await startBusiness();
	await business.register();
	await business.control('switches', { windowClosed: true });
});
afterAll(() => business.stop());
afterEach(() => business.control('switches', { directSend: 'on', windowRefusal: 'sync' }));

const category = 'utility';
const text = (more: object = {}) => ({ type: 'text', text: { body: 'Packed' }, category, ...more });
const buttons = {
	type: 'button',
	body: { text: 'May it go?' },
	action: { buttons: [{ type: 'reply', reply: { id: 'ref-1', title: 'Yes' } }] },
};
const question = (more: object = {}) => ({
	type: 'interactive',
	interactive: buttons,
	category,
	...more,
});
const link = {
	type: 'cta_url',
	body: { text: 'Pay' },
	action: { name: 'cta_url', parameters: { display_text: 'Pay', url: 'https://example.com' } },
};
const list = {
	type: 'list',
	body: { text: 'Choose' },
	action: { button: 'Open', sections: [{ rows: [{ id: '1', title: 'One' }] }] },
};

it.each<[string, object]>([
	['a text', text()],
	['reply buttons', question()],
	['a link button', question({ interactive: link })],
	['with a time to live', text({ ttl_seconds: 30 })],
	['to a user ID', text({ to: undefined, recipient: 'US.1000000000000001' })],
])('%s goes out outside the window', async (_what, message) => {
	const { status } = await business.send({ ...message });
	expect(status).toBe(200);
});

it.each<[string, number, object]>([
	['a list', 100, question({ interactive: list })],
	['a picture', 100, { type: 'image', image: { link: 'https://example.com/a.jpg' }, category }],
	['a text of 1025 characters', 100, text({ text: { body: 'x'.repeat(1025) } })],
	['a preview of links', 100, text({ text: { body: 'x', preview_url: false } })],
	['a quote', 100, text({ context: { message_id: 'wamid.1' } })],
	['another category', 131009, text({ category: 'marketing' })],
	['a time to live that is too short', 100, text({ ttl_seconds: 29 })],
	['a time to live that is too long', 100, text({ ttl_seconds: 43_201 })],
	['a time to live without a category', 100, text({ category: undefined, ttl_seconds: 60 })],
	['nothing of it', 131047, text({ category: undefined })],
])('%s is refused with %i', async (_what, code, message) => {
	const { data } = await business.send({ ...message });
	expect(data.error?.code).toBe(code);
});

it.each([
	['off', 100],
	['blocked', 139200],
])('an account where it is %s is refused at once with %i', async (directSend, code) => {
	await business.control('switches', { directSend, windowRefusal: 'async' });
	const { status, data } = await business.send(question());
	expect([status, data.error.code]).toEqual([400, code]);
});

it('a tap comes back as one on a template, and the status says what it costs', async () => {
	const { data } = await business.send(question({ to: MARTA }));
	const messageId = data.messages[0].id;
	const delivered = await until(() =>
		statusesIn(business.receiver).find(
			({ id, status }) => id === messageId && status === 'delivered',
		),
	);
	expect(delivered.pricing).toMatchObject({ billable: true, category: 'utility' });
	await business.control('people/marta/tap', { messageId, buttonIndex: 0 });
	const tapped = await until(() => messagesIn(business.receiver).at(-1));
	expect(tapped).toMatchObject({
		type: 'button',
		button: { payload: 'ref-1', text: 'Yes' },
		context: { id: messageId },
	});
});

it('360dialog takes the same', async () => {
	const simulator = await startSimulator({ provider: 'dialog360' });
	try {
		const { data } = simulator.provider.credential(simulator.account, simulator.url);
		const send = (message: object) =>
			axios.post(`${simulator.url}/messages`, message, {
				headers: { 'D360-API-KEY': (data as { apiKey: string }).apiKey },
				validateStatus: () => true,
				proxy: false,
			});
		const message = { messaging_product: 'whatsapp', to: MARTA, ...question() };
		expect((await send(message)).status).toBe(200);
		await axios.post(`${simulator.url}/playground/switches`, { directSend: 'off' });
		expect((await send(message)).data.error.code).toBe(100);
	} finally {
		await simulator.stop();
	}
});
