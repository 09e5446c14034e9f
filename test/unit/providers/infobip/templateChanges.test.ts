import { templateChanges } from '../../../../nodes/providers/infobip/templateChanges';
import type { CodeDraft, WordsDraft } from '../../../../nodes/whatsapp/templateDraft';
import { account, SENDER } from '../../../fixtures/infobip/account';
import { played } from '../../../fixtures/twilio/scriptedApi';

/** After Infobip's OpenAPI file 3.210.0, operation create-whatsapp-template and its examples. */
const URL = `https://abc123.api.infobip.com/whatsapp/2/senders/${SENDER}/templates`;
const CREATED = {
	status: 201,
	body: {
		id: '111',
		businessAccountId: 222,
		name: 'media_template',
		language: 'en',
		status: 'PENDING',
		category: 'MARKETING',
		structure: { body: { text: 'example {{1}} body' }, type: 'TEXT' },
	},
};

const draft: WordsDraft = {
	name: 'order_ready',
	language: 'en',
	category: 'UTILITY',
	body: { text: 'Your order {{1}} is ready, {{2}}.', examples: { 2: 'Ana', 1: '4711' } },
	buttons: [],
	cards: [],
};
const code: CodeDraft = {
	name: 'sign_in',
	language: 'en',
	category: 'AUTHENTICATION',
	code: { warning: false, copyLabel: 'Copy' },
	deliverWithinSeconds: 90,
};

const bodyOf = (made: WordsDraft | CodeDraft) =>
	played(templateChanges.create(made, account), [CREATED]).requests[0].body;

it('asks as Infobip documents it', () => {
	const { requests, result } = played(templateChanges.create(draft, account), [CREATED]);
	expect(requests).toEqual([
		{
			method: 'POST',
			url: URL,
			body: {
				name: 'order_ready',
				language: 'en',
				category: 'UTILITY',
				structure: {
					body: { text: draft.body.text, examples: ['4711', 'Ana'] },
				},
			},
		},
	]);
	expect(result).toEqual({
		ok: true,
		template: { id: '111', status: 'PENDING', category: 'MARKETING' },
	});
});

it('says why it was refused', () => {
	const refused = {
		status: 400,
		body: { requestError: { serviceException: { messageId: 'BAD_REQUEST', text: 'Bad request' } } },
	};
	const { result } = played(templateChanges.create(draft, account), [refused]);
	expect(result).toMatchObject({ ok: false, failure: { code: 'BAD_REQUEST', retry: 'never' } });
});

it('has header, footer and buttons in its own words', () => {
	const structure = (change: Partial<WordsDraft>) =>
		(bodyOf({ ...draft, ...change }) as { structure: object }).structure;
	expect(
		structure({
			header: { format: 'text', text: 'Order {{1}}', example: '4711' },
			footer: 'Rio',
			buttons: [
				{ kind: 'quickReply', text: 'OK' },
				{ kind: 'url', text: 'Track', url: 'https://x.io/{{1}}', example: 'https://x.io/1' },
				{ kind: 'url', text: 'Site', url: 'https://x.io', example: 'https://x.io' },
				{ kind: 'phone', text: 'Call', phone: '+34600000001' },
				{ kind: 'copyCode', example: 'SAVE20' },
				{ kind: 'flow', text: 'Open', flowId: '123456', screen: 'FIRST' },
			],
		}),
	).toMatchObject({
		header: { format: 'TEXT', text: 'Order {{1}}', example: '4711' },
		footer: { text: 'Rio' },
		buttons: [
			{ type: 'QUICK_REPLY', text: 'OK' },
			{ type: 'URL', text: 'Track', url: 'https://x.io/{{1}}', example: 'https://x.io/1' },
			{ type: 'URL', text: 'Site', url: 'https://x.io' },
			{ type: 'PHONE_NUMBER', text: 'Call', phoneNumber: '+34600000001' },
			{ type: 'COPY_CODE', example: 'SAVE20' },
			{
				type: 'FLOW',
				text: 'Open',
				flowId: 123456,
				flowAction: 'NAVIGATE',
				navigateScreen: 'FIRST',
			},
		],
	});
	const sample = 'https://x.io/a.png';
	expect(structure({ header: { format: 'image', sample } })).toMatchObject({
		header: { format: 'IMAGE', example: sample },
	});
	expect(structure({ header: { format: 'location' } })).toMatchObject({
		header: { format: 'LOCATION' },
	});
});

it('of a code gives body, footer and button, and its time', () => {
	expect(bodyOf(code)).toEqual({
		name: 'sign_in',
		language: 'en',
		category: 'AUTHENTICATION',
		structure: {
			body: { addSecurityRecommendation: false },
			footer: {},
			buttons: [{ otpType: 'COPY_CODE', text: 'Copy' }],
		},
		validityPeriod: { amount: 90, timeUnit: 'SECONDS' },
	});
	const autofill = { label: 'Fill', packageName: 'com.example.a', signatureHash: 'K8a/AINcGX7' };
	expect(bodyOf({ ...code, code: { ...code.code, autofill } })).toMatchObject({
		structure: {
			buttons: [
				{
					otpType: 'ONE_TAP',
					autofillText: 'Fill',
					packageName: 'com.example.a',
					signatureHash: 'K8a/AINcGX7',
				},
			],
		},
	});
});

it('says what Infobip has no words for', () => {
	const words = (change: Partial<WordsDraft>) =>
		templateChanges.problem!({ ...draft, ...change })?.message;
	expect(words({})).toBeUndefined();
	expect(templateChanges.problem!(code)).toBeUndefined();
	expect(words({ body: { text: 'A {{n}} b', examples: { n: 'x' } } })).toMatch(/numbered/);
	expect(words({ body: { text: 'A {{2}} b {{1}} c', examples: { 1: 'x', 2: 'y' } } })).toMatch(
		/order of their numbers/,
	);
	expect(words({ deliverWithinSeconds: 60 })).toMatch(/Authentication only/);
	expect(words({ buttons: [{ kind: 'copyCode', example: 'x'.repeat(16) }] })).toMatch(/most 15/);
	const flow = { kind: 'flow', text: 'Open', flowId: '1' } as const;
	expect(words({ buttons: [flow] })).toMatch(/names no screen/);
	const long = { ...flow, screen: 'A', flowId: '12345678901234567890' };
	expect(words({ buttons: [long] })).toMatch(/too long/);
});

it('deletes a name with all its languages', () => {
	expect(templateChanges.removes).toBe('name');
	expect(templateChanges.remove({ name: 'order_ready' }, account)).toEqual({
		method: 'DELETE',
		url: `${URL}/order_ready`,
	});
});
