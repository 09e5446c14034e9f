import axios from 'axios';

import { type Business, messagesIn, startBusiness, until } from './business.mts';

let business: Business;
beforeEach(async () => {
	business = await startBusiness();
});
afterEach(() => business.stop());

it('a public address that only the internet can call leads to the business all the same', async () => {
	// Nobody listens there, as where a router has no way back in.
	const outside = 'http://127.0.0.1:1';
	const { origin, pathname } = new URL(business.receiver.url);
	business.simulator.state.roads.set(outside, origin);
	business.simulator.state.registrations.app = {
		callbackUrl: `${outside}${pathname}`,
		fields: [{ name: 'messages', version: 'v24.0' }],
	};
	business.simulator.state.registrations.wabaSubscribed = true;
	await business.control('people/marta/text', { text: 'Hello' });
	await until(() => messagesIn(business.receiver).length > 0);
	const { data } = await axios.get(`${business.simulator.url}/playground/webhooks`);
	// What is written down is what WhatsApp called.
	expect(data.at(-1)).toMatchObject({ target: `${outside}${pathname}`, outcome: 'delivered' });
});
