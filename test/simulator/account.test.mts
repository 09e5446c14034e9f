import { type Business, startBusiness } from './business.mts';

let business: Business;
beforeAll(async () => {
	business = await startBusiness();
});
afterAll(() => business.stop());
beforeEach(async () => {
	await business.control('reset', { subscriptions: true });
	business.receiver.challenges.length = 0;
	business.receiver.challengeAnswer = { status: 200 };
});

const account = () => business.simulator.account;

describe('tokens', () => {
	it.each([
		['wrong', 'EAAWRONG', 401, 190],
		['empty', ' ', 401, 190],
		['an app token with a wrong secret', '100000000000001|nope', 400, 101],
	])('%s is refused', async (_name, token, status, code) => {
		const answer = await business.graph('GET', account().wabaId, undefined, token);
		expect(answer.status).toBe(status);
		expect(answer.data.error).toMatchObject({ code, type: 'OAuthException' });
	});

	it('are described by debug_token', async () => {
		const path = `debug_token?input_token=${account().accessToken}`;
		const { data } = await business.graph('GET', path, undefined, business.appToken);
		expect(data.data).toMatchObject({ app_id: account().appId, is_valid: true, expires_at: 0 });
		expect(data.data.scopes).toContain('whatsapp_business_messaging');
		const other = await business.graph(
			'GET',
			'debug_token?input_token=x',
			undefined,
			business.appToken,
		);
		expect(other.data.data.is_valid).toBe(false);
	});

	it('without a scope cannot do what needs it', async () => {
		await business.control('switches', { scopes: ['whatsapp_business_management'] });
		const sent = await business.send({ type: 'text', text: { body: 'x' } });
		expect([sent.status, sent.data.error.code]).toEqual([403, 10]);
	});

	it('that expired are refused', async () => {
		await business.control('switches', { tokenExpired: true });
		const { data } = await business.graph('GET', account().wabaId);
		expect(data.error).toMatchObject({ code: 190, error_subcode: 463 });
	});
});

describe('objects', () => {
	it('a number tells of its quality, registration and health as they are switched', async () => {
		await business.control('switches', {
			quality: 'RED',
			numberStatus: 'PENDING',
			health: 'BLOCKED',
		});
		const fields = 'quality_rating,status,health_status';
		const { data } = await business.graph('GET', `${business.phoneId}?fields=${fields}`);
		expect(data).toMatchObject({
			quality_rating: 'RED',
			status: 'PENDING',
			health_status: { can_send_message: 'BLOCKED' },
		});
		expect(data.health_status.entities[1].errors[0].error_code).toBe(141006);
	});

	it('a number that is limited has its reasons as the page gives them and as the OpenAPI file does', async () => {
		await business.control('switches', { health: 'LIMITED' });
		const { data } = await business.graph('GET', `${business.phoneId}?fields=health_status`);
		const [number, waba] = data.health_status.entities;
		expect(number).not.toHaveProperty('errors');
		expect(number.additional_info).toEqual([expect.stringContaining('display name')]);
		expect(waba.errors[0].error_code).toBe(141010);
	});

	it('that do not exist: 100 with subcode 33', async () => {
		const { status, data } = await business.graph('GET', '999000');
		expect(status).toBe(400);
		expect(data.error).toMatchObject({ code: 100, error_subcode: 33 });
		expect(data.error.message).toContain("Unsupported get request. Object with ID '999000'");
	});

	it('are not reached with an app token', async () => {
		const { data } = await business.graph('GET', account().wabaId, undefined, business.appToken);
		expect(data.error).toMatchObject({ code: 100, error_subcode: 33 });
	});

	it('refuse fields they do not have', async () => {
		const { data } = await business.graph('GET', `${business.phoneId}?fields=id,colour`);
		expect(data.error.message).toContain('nonexisting field (colour)');
	});

	it('are not found under an unknown version', async () => {
		const url = `${business.simulator.url}/v99.0/${account().wabaId}`;
		const response = await fetch(`${url}?access_token=${account().accessToken}`);
		expect(response.status).toBe(400);
		expect((await response.json()).error).toMatchObject({ code: 2500 });
	});

	it('list the numbers of the account', async () => {
		const path = `${account().wabaId}/phone_numbers?fields=id,verified_name&limit=1`;
		const { data } = await business.graph('GET', path);
		expect(data.data).toEqual([{ id: business.phoneId, verified_name: 'Rio Logistics' }]);
		expect(data.paging.next).toContain('after=');
	});
});

describe('the app’s subscription', () => {
	const path = () => `${account().appId}/subscriptions`;
	const form = (more: Record<string, string> = {}) =>
		new URLSearchParams({
			object: 'whatsapp_business_account',
			callback_url: `${business.receiver.url}/app`,
			verify_token: 'my token',
			fields: 'messages,account_update',
			include_values: 'true',
			...more,
		});

	it('is made with a form after a challenge, listed and deleted', async () => {
		const made = await business.graph('POST', path(), form(), business.appToken);
		expect(made.data).toEqual({ success: true });
		expect(business.receiver.challenges).toEqual(['/app my token']);
		const listed = await business.graph('GET', path(), undefined, business.appToken);
		expect(listed.data.data[0]).toMatchObject({
			object: 'whatsapp_business_account',
			callback_url: `${business.receiver.url}/app`,
			active: true,
			fields: [{ name: 'messages', version: 'v24.0' }, { name: 'account_update' }],
		});
		const query = `${path()}?object=whatsapp_business_account`;
		await business.graph('DELETE', query, undefined, business.appToken);
		expect((await business.graph('GET', path(), undefined, business.appToken)).data.data).toEqual(
			[],
		);
	});

	it('needs the app token', async () => {
		expect((await business.graph('GET', path())).data.error.code).toBe(15);
	});

	it.each([
		['a wrong answer', { status: 200, text: 'hello' }],
		['a refusal', { status: 403 }],
	])('is refused with 2200 after %s to the challenge', async (_name, answer) => {
		business.receiver.challengeAnswer = answer;
		const { status, data } = await business.graph('POST', path(), form(), business.appToken);
		expect([status, data.error.code]).toEqual([400, 2200]);
		expect(data.error.message).toContain('(#2200) Callback verification failed');
	});

	it.each([
		['plain http beyond this machine', { callback_url: 'http://example.com/hook' }],
		['an unknown field', { fields: 'messages,gossip' }],
		['another object', { object: 'page' }],
		['no verify token', { verify_token: '' }],
	])('is refused with %s', async (_name, more) => {
		const { data } = await business.graph('POST', path(), form(more), business.appToken);
		expect(data.error.code).toBe(100);
	});
});

describe('overrides', () => {
	const override = (uri: string, verify_token = 'secret') => ({
		webhook_configuration: { override_callback_uri: uri, verify_token },
	});
	const configuration = async () =>
		(await business.graph('GET', `${business.phoneId}?fields=webhook_configuration`)).data
			.webhook_configuration;

	it('need both subscriptions first', async () => {
		const uri = `${business.receiver.url}/phone`;
		const phone = await business.graph('POST', business.phoneId, override(uri));
		expect(phone.data.error.message).toContain('(#100) Before override the current callback uri');
		const waba = await business.graph('POST', `${account().wabaId}/subscribed_apps`, {
			override_callback_uri: uri,
			verify_token: 'x',
		});
		expect(waba.data.error.code).toBe(100);
		expect(business.receiver.challenges).toEqual([]);
	});

	it('of a number are challenged, shown under another name, and removed', async () => {
		await business.register();
		const uri = `${business.receiver.url}/phone`;
		expect((await business.graph('POST', business.phoneId, override(uri))).data.success).toBe(true);
		expect(business.receiver.challenges).toContain('/phone secret');
		const application = `${business.receiver.url}/app`;
		expect(await configuration()).toEqual({ phone_number: uri, application });
		const removal = { webhook_configuration: { override_callback_uri: '' } };
		await business.graph('POST', business.phoneId, removal);
		expect(await configuration()).toEqual({ application });
	});

	it.each([
		['longer than 200 characters', (url: string) => `${url}/${'x'.repeat(200)}`, 100],
		['not a URL', () => 'nowhere', 100],
		['not https', () => 'http://example.com/hook', 100],
	])('%s are refused', async (_name, uri, code) => {
		await business.register();
		const { data } = await business.graph(
			'POST',
			business.phoneId,
			override(uri(business.receiver.url)),
		);
		expect(data.error.code).toBe(code);
	});

	it('that fail the challenge are refused and change nothing', async () => {
		await business.register();
		business.receiver.challengeAnswer = { status: 404 };
		const uri = `${business.receiver.url}/phone`;
		const { data } = await business.graph('POST', business.phoneId, override(uri));
		expect(data.error.code).toBe(2200);
		expect(await configuration()).not.toHaveProperty('phone_number');
	});

	it('of the WABA vanish with a bodyless subscribe', async () => {
		await business.register();
		const path = `${account().wabaId}/subscribed_apps`;
		const uri = `${business.receiver.url}/waba`;
		await business.graph('POST', path, { override_callback_uri: uri, verify_token: 'x' });
		expect((await business.graph('GET', path)).data.data[0].override_callback_uri).toBe(uri);
		await business.graph('POST', path);
		expect((await business.graph('GET', path)).data.data[0]).not.toHaveProperty(
			'override_callback_uri',
		);
		await business.graph('DELETE', path);
		expect((await business.graph('GET', path)).data.data).toEqual([]);
	});
});

describe('media', () => {
	it('are uploaded, described, downloaded with the token, sent and deleted', async () => {
		const form = new FormData();
		form.set('messaging_product', 'whatsapp');
		form.set('file', new Blob([Buffer.from('picture')], { type: 'image/png' }), 'a.png');
		const { data } = await business.graph('POST', `${business.phoneId}/media`, form);
		const about = await business.graph('GET', data.id);
		expect(about.data).toMatchObject({ id: data.id, mime_type: 'image/png', file_size: 7 });
		expect((await fetch(about.data.url)).status).toBe(401);
		const headers = { authorization: `Bearer ${account().accessToken}` };
		expect(await (await fetch(about.data.url, { headers })).text()).toBe('picture');
		expect((await business.send({ type: 'image', image: { id: data.id } })).status).toBe(200);
		expect((await business.graph('DELETE', data.id)).data).toEqual({ success: true });
		expect((await business.graph('GET', data.id)).data.error.error_subcode).toBe(33);
	});

	const upload = (type: string) => {
		const form = new FormData();
		form.set('messaging_product', 'whatsapp');
		form.set('file', new Blob(['x'], { type }), 'a');
		return business.graph('POST', `${business.phoneId}/media`, form);
	};

	it('are shown on the phones where they are pictures', async () => {
		const shown = async (type: string) => {
			const { data } = await upload(type);
			return await fetch(`${business.simulator.url}/playground/media/${data.id}`);
		};
		const picture = await shown('image/png');
		expect([picture.headers.get('content-type'), await picture.text()]).toEqual(['image/png', 'x']);
		expect((await shown('text/plain')).status).toBe(404);
	});

	it('of other types are refused', async () => {
		expect((await upload('application/zip')).data.error.code).toBe(100);
	});

	it('stand above buttons as what they are, and as nothing else', async () => {
		const { data } = await upload('application/pdf');
		const above = (type: string, file: object) =>
			business.send({
				type: 'interactive',
				interactive: {
					type: 'button',
					header: { type, [type]: file },
					body: { text: 'May it be?' },
					action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'Yes' } }] },
				},
			});
		expect((await above('document', { id: data.id, filename: 'Note.pdf' })).status).toBe(200);
		expect((await above('image', { id: data.id })).data.error.code).toBe(131053);
		expect((await above('document', { id: '404' })).data.error.code).toBe(100);
		expect((await above('document', { filename: 'Note.pdf' })).data.error.code).toBe(131009);
		expect((await above('audio', { id: data.id })).data.error.code).toBe(131009);
	});
});
