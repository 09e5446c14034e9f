import { settingsProblem } from '../../../nodes/WhatsAppBusinessTrigger/checkSettings';
import { readAddresses } from '../../../nodes/WhatsAppBusinessTrigger/forward';

const none = { forwardTo: '', person: '', resumeUrl: '' };

describe('the settings of the trigger', () => {
	it.each([
		{ person: '+34 600 000 001, +34 600 000 002' },
		{ person: 'US.13491208655302741918' },
		{ forwardTo: 'https://a.example.com/x, "https://b.example.com/y"; https://c.example.com' },
		{ resumeUrl: 'https://n8n.example.com/webhook-waiting' },
		{},
	])('are read: %j', (setting) => {
		expect(settingsProblem({ ...none, ...setting })).toBeUndefined();
	});

	it.each([
		[{ person: '+34 600 000 001, Ana' }, /"Ana" in "From Person"/],
		[{ person: '600 000 0a1' }, /"600 000 0a1" in "From Person"/],
		[
			{ forwardTo: 'https://a.example.com/x, n8n.example.com/webhook/2' },
			/"n8n.example.com\/webhook\/2" in "Forward To"/,
		],
		[{ forwardTo: 'https://' }, /"https:\/\/" in "Forward To"/],
		[{ resumeUrl: 'n8n.example.com' }, /"n8n.example.com" in "Resume URL"/],
	])('are refused by name: %j', (setting, message) => {
		expect(settingsProblem({ ...none, ...setting })?.message).toMatch(message);
	});

	it('may have a bar or a semicolon inside an address', () => {
		const urls = ['https://a.example.com/x;v=1', 'https://b.example.com/?q=1|2'];
		expect(readAddresses(urls.join('\n'))).toEqual({ urls, unreadable: [] });
		expect(readAddresses(urls.join(' | '))).toEqual({ urls, unreadable: [] });
	});
});
