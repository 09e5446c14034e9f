import { announce, PREFLIGHT, readAnnouncement } from '../../../nodes/approvals/protocol';

const account = { apiKey: 'key', webhookSecret: 'secret' };
const announcement = { reference: 'w1ref', messageId: 'wamid.1', people: 'phone:34600000001' };
const query = announce(announcement, account);

describe('what an approval tells of a question', () => {
	it('is read with the same credential, whatever the order of its fields', () => {
		expect(readAnnouncement(query, account)).toEqual(announcement);
		const turned = { webhookSecret: 'secret', apiKey: 'key' };
		expect(readAnnouncement(query, turned)).toEqual(announcement);
	});

	it.each([
		['another reference', { ...query, [PREFLIGHT]: 'w1other' }],
		['another message', { ...query, message: 'wamid.2' }],
		['another person', { ...query, people: 'phone:34600000002' }],
		['another proof', { ...query, proof: 'x' }],
		['no proof', { ...query, proof: '' }],
		['a plain preflight', { [PREFLIGHT]: 'w1ref' }],
		['nothing', {}],
	])('is not taken from %s', (_what, given) => {
		expect(readAnnouncement(given, account)).toBeUndefined();
	});

	it('is not taken from somebody with another credential', () => {
		expect(readAnnouncement(query, { ...account, webhookSecret: 'guess' })).toBeUndefined();
		expect(readAnnouncement(announce(announcement, {}), account)).toBeUndefined();
	});

	it('does not show the credential', () => {
		expect(JSON.stringify(query)).not.toContain('secret');
	});
});
