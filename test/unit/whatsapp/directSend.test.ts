import { providerById } from '../../../nodes/providers';
import { meta } from '../../../nodes/providers/meta';
import { asDirectSend } from '../../../nodes/whatsapp/directSend';
import { checkLimits } from '../../../nodes/whatsapp/limits';
import type { Message } from '../../../nodes/whatsapp/messages';

const base = { from: '1065', to: { phone: '34600000001' } };
const text: Message = { ...base, kind: 'text', text: 'Packed' };
const buttons: Message = {
	...base,
	kind: 'buttons',
	body: 'May it go?',
	buttons: [{ id: 'yes-1', title: 'Yes' }],
};
const link: Message = {
	...base,
	kind: 'link',
	body: 'Here',
	label: 'Open',
	url: 'https://example.com',
};
const list: Message = {
	...base,
	kind: 'list',
	body: 'Which?',
	button: 'Open',
	rows: [{ id: '1', title: 'One' }],
};

it.each([text, buttons, link])('a message goes so as it is, but quotes nothing', (message) => {
	const direct = asDirectSend({ ...message, replyTo: 'wamid.1' }, meta);
	expect(direct).toEqual({ ...message, replyTo: undefined, directSend: true });
});

it.each<[string, Message, string]>([
	['a list', list, 'meta'],
	['a text of 1025 characters', { ...text, text: 'x'.repeat(1025) }, 'meta'],
	['anything with a provider that has it not', buttons, 'twilio'],
])('%s does not', (_what, message, provider) => {
	expect(asDirectSend(message, providerById(provider))).toBeUndefined();
});

it('360dialog has it as Meta has', () => {
	expect(asDirectSend(buttons, providerById('dialog360'))).toBeDefined();
});

it('what does not go is refused in words', () => {
	const problem = (message: Message, provider = meta) => checkLimits(message, provider)?.message;
	expect(problem({ ...text, text: 'x'.repeat(1025), directSend: true })).toBe(
		'Text by Direct Send has 1025 characters; WhatsApp takes at most 1024',
	);
	expect(problem({ ...text, directSend: true }, providerById('twilio'))).toBe(
		'Twilio has no Direct Send from here',
	);
	expect(problem({ ...text, replyTo: 'wamid.1', directSend: true })).toBe(
		'A message by Direct Send cannot quote another',
	);
});
