import { failure, statusFailure } from '../../../../nodes/providers/interakt/failure';

const refused = (message: unknown) => ({ result: false, message });

describe('why a call was refused', () => {
	it.each([
		[400, 'Template promo with language en not found', 'template'],
		[400, 'Invalid phone number', 'recipient'],
		[400, 'countryCode is required, or the country code is wrong', 'recipient'],
		[400, 'More than 24 hours have passed since the customer last replied', 'window'],
		[400, 'callbackData is too long', 'request'],
		[404, 'Not found', 'request'],
		[200, 'callbackData is too long', 'request'],
		[403, 'API is not allowed for your account', 'account'],
		[400, 'Your plan does not cover session messages', 'account'],
		[400, 'Please upgrade', 'account'],
	])('%d "%s" is about: %s', (status, message, category) => {
		const found = failure(status, refused(message));
		expect(found).toMatchObject({ code: `http_${status}`, category, retry: 'never' });
	});

	it('keeps what Interakt said, in short', () => {
		expect(failure(400, refused('callbackData is too long')).message).toBe(
			'Interakt refused the call: callbackData is too long',
		);
		expect(failure(400, refused('x'.repeat(10_000))).message.length).toBeLessThan(400);
	});

	it('says in words that the plan does not include it', () => {
		expect(failure(400, refused('Upgrade to Advanced')).message).toBe(
			'Your Interakt plan does not include this: Upgrade to Advanced',
		);
	});

	it.each([401, 403])('never repeats what came with a %d: it may hold the key', (status) => {
		for (const message of ['Invalid key c2VjcmV0', 'Key c2VjcmV0 has no plan']) {
			expect(JSON.stringify(failure(status, refused(message)))).not.toContain('c2VjcmV0');
		}
		expect(failure(status, refused('Invalid key')).category).toBe('access');
	});

	it('waits a minute at the rate limit', () => {
		const found = failure(429, refused('Rate limit exceeded for this resource'));
		expect(found).toMatchObject({ category: 'limit', retry: 'later', afterSeconds: 60 });
		expect(failure(429, '<html>')).toMatchObject({ category: 'limit', retry: 'later' });
	});

	it.each([
		[500, refused('plan')],
		[502, '<html>upgrade</html>'],
		[200, { result: true }],
		[200, 'plan'],
		[302, ''],
	])('leaves open whether a message went out: %d %j', (status, body) => {
		expect(failure(status, body)).toMatchObject({ category: 'service', retry: 'never' });
	});

	it('says something where nothing was said', () => {
		for (const body of ['', null, [], refused({}), refused(null), refused(['x'])]) {
			expect(failure(400, body)).toMatchObject({ category: 'request', retry: 'never' });
		}
	});
});

describe('why a message failed later', () => {
	// 1013: https://www.interakt.shop/resource-center/interakts-webhooks/
	it.each([
		['1013', 'Recipient is not a valid WhatsApp user', 'recipient'],
		['1026', 'Receiver is incapable of receiving this message', 'recipient'],
		['470', 'Message failed to send', 'window'],
		['471', 'Spam rate limit hit', 'limit'],
		['1006', 'Resource not found', 'recipient'],
		['402', 'Payment issue', 'account'],
		['7', 'Insufficient wallet balance', 'account'],
		['7', 'User has opted out', 'recipient'],
		['131047', 'Re-engagement message', 'window'],
		['131026', undefined, 'recipient'],
		['131049', 'Not delivered', 'limit'],
		['132015', 'Template is paused', 'template'],
		['999999', 'Something new', 'request'],
		['7', 'More than 24 hours have passed', 'window'],
		['7', 'Something else', 'request'],
		['constructor', undefined, 'request'],
		[undefined, 'Recipient is not a valid WhatsApp user', 'recipient'],
		[undefined, undefined, 'request'],
	])('%s "%s" is about: %s', (code, text, category) => {
		const found = statusFailure(code, text);
		expect(found.category).toBe(category);
		if (code !== undefined) expect(found.code).toBe(code);
		expect(found.message).toMatch(/\w+ \w+/);
		if (text !== undefined) expect(found.message).toContain(text);
	});
});
