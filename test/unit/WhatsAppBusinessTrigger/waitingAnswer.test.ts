import fc from 'fast-check';
import { readAnswer } from '../../../nodes/WhatsAppBusinessTrigger/waitingAnswer';

const json = 'application/json; charset=utf-8';
const html = 'text/html; charset=utf-8';

/** The pages of n8n 2.41.1, shortened: templates/send-and-wait-no-action-required and form-invalid-token. */
const page = (title: string) =>
	`<html lang='en'>\n\t<head>\n\t\t<link rel='icon' type='image/png' href='https://n8n.io/favicon.ico' />\n\t\t<title>${title}</title>\n\t</head>\n\t<body><h1>${title}</h1></body>\n</html>`;
const error = (code: number, message: string) => JSON.stringify({ code, message });

describe('what n8n says of a waiting execution', () => {
	it.each([
		['went on', 200, json, '{"approval":"resumed"}', 'over'],
		['was refused by the node', 200, json, '{"approval":"refused"}', 'declined'],
		['would take it, when only asked', 200, json, '{"approval":"open"}', 'open'],
		['goes on waiting', 200, json, '{"approval":"noted"}', 'noted'],
		['could not be read by the node', 500, json, '{"approval":"failed"}', 'again'],
		['was refused by the node’s credential', 503, json, '{"approval":"unproven"}', 'unproven'],
		['is finished', 200, html, page('No action required'), 'late'],
		[
			'ended with an error',
			409,
			json,
			error(409, 'The execution "1" has finished with error.'),
			'failed',
		],
		// As n8n writes it, without the closing quotation mark.
		['finished', 409, json, error(409, 'The execution "1 has finished already.'), 'late'],
		['is still running', 409, json, error(409, 'The execution "1" is running already.'), 'again'],
		['is not there', 404, json, error(404, 'The execution "1" does not exist.'), 'unknown'],
		['was forged', 401, html, page('Invalid Form Link'), 'refused'],
		['was forged (1.123)', 401, json, '{"error":"Invalid token"}', 'refused'],
		['has to wait for n8n', 200, html, 'n8n is starting up. Please wait', 'again'],
		['has to wait for the database', 503, json, error(503, 'Database is not ready!'), 'again'],
	])('%s', (_what, status, contentType, body, outcome) => {
		expect(readAnswer({ status, contentType, body })).toEqual({ outcome, notes: [], byN8n: true });
	});

	it('with notes for people, and only such', () => {
		const notes = [
			{ to: { phone: '1' }, text: 'Thank you' },
			{ to: {}, text: 'Nobody' },
			{ to: { userId: 'US.1' }, text: '' },
			'no note',
		];
		const body = JSON.stringify({ approval: 'resumed', notes });
		expect(readAnswer({ status: 200, contentType: json, body }).notes).toEqual([notes[0]]);
	});
});

describe('what anything else says decides nothing', () => {
	it.each([
		['a log-in page', 200, html, '<title>Sign in · Cloudflare Access</title>'],
		[
			'a log-in page of this very address',
			200,
			html,
			'<title>Log in</title><a href="https://n8n.example.com/">n8n</a>',
		],
		['a maintenance page', 200, html, '<h1>No action required</h1> We are back soon.'],
		['a page with the same title', 200, html, '<title>No action required</title>'],
		['a page that repeats n8n’s words', 200, html, 'So sorry: n8n is starting up. Please wait'],
		['a redirect', 302, html, page('No action required')],
		['a proxy that knows no such address', 404, html, 'Cannot POST'],
		['a proxy that knows no such address, in JSON', 404, json, '{"message":"does not exist"}'],
		['a proxy that wants a password', 401, html, '<h1>401 Authorization Required</h1>'],
		['a gateway that wants a key', 401, json, '{"message":"Unauthorized"}'],
		['a gateway with a conflict', 409, json, '{"message":"The upload has finished"}'],
		['a broken proxy', 502, html, ''],
		['nobody', 0, '', 'connection refused'],
		['somebody else’s API', 200, json, '{"ok":true}'],
		['no JSON', 200, json, '{'],
		['plain text', 200, 'text/plain', 'OK'],
	])('%s', (_what, status, contentType, body) => {
		expect(readAnswer({ status, contentType, body })).toEqual({
			outcome: 'again',
			notes: [],
			byN8n: false,
		});
	});

	/** What ends an answer for good, as n8n says it. */
	const FINAL = [
		{ status: 200, contentType: html, body: page('No action required') },
		{ status: 401, contentType: html, body: page('Invalid Form Link') },
		{ status: 401, contentType: json, body: '{"error":"Invalid token"}' },
		{ status: 404, contentType: json, body: error(404, 'The execution "1" does not exist.') },
		{
			status: 409,
			contentType: json,
			body: error(409, 'The execution "1" has finished with error.'),
		},
	];
	const kindOf = (type: string) => ['json', 'text/html'].find((kind) => type.includes(kind));
	const ENDS = ['late', 'refused', 'unknown', 'failed', 'over'];
	const somebodyElse = fc.record({
		status: fc.oneof(
			fc.constantFrom(0, 200, 301, 302, 401, 404, 409, 502),
			fc.integer({ min: 0, max: 599 }),
		),
		contentType: fc.oneof(
			fc.constantFrom('', html, json, 'text/plain', 'application/problem+json'),
			fc.string(),
		),
		body: fc.oneof(
			fc.string(),
			fc.json(),
			fc.string().map((words) => `<html><title>${words}</title></html>`),
			fc.string().map((message) => JSON.stringify({ code: 404, message })),
		),
	});

	it('whoever it is', () => {
		fc.assert(
			fc.property(somebodyElse, (answer) => !ENDS.includes(readAnswer(answer).outcome)),
			{ numRuns: 500 },
		);
	});

	it('nor do n8n’s own words with another status or type, or inside other words', () => {
		const altered = fc
			.record({
				said: fc.constantFrom(...FINAL),
				other: somebodyElse,
				what: fc.constantFrom('status', 'contentType', 'body'),
			})
			.map(({ said, other, what }) => ({
				said,
				...said,
				...(what === 'status' && { status: other.status }),
				...(what === 'contentType' && { contentType: other.contentType }),
				...(what === 'body' && {
					body: JSON.stringify({ code: said.status, message: `${other.body}${said.body}` }),
				}),
			}))
			.filter(
				({ said, status, contentType, body }) =>
					status !== said.status || contentType !== said.contentType || body !== said.body,
			)
			// Another spelling of the same type is the same.
			.filter(
				({ said, contentType }) =>
					contentType === said.contentType || kindOf(contentType) !== kindOf(said.contentType),
			);
		fc.assert(
			fc.property(altered, (answer) => !ENDS.includes(readAnswer(answer).outcome)),
			{ numRuns: 1000 },
		);
	});
});
