import { asCalledHere, localAddress } from '../../../nodes/n8n/localAddress';

const PUBLIC = 'https://n8n.example.com/webhook/1-2/webhook';
const CALLED = '/webhook/1-2/webhook?hub.mode=subscribe';
const tcp = (address: string, encrypted?: boolean) => ({
	localAddress: address,
	localPort: 5678,
	...(encrypted === undefined ? {} : { encrypted }),
});

describe('the address at which a request came in', () => {
	it.each([
		['of IPv4', tcp('172.18.0.3'), 'http://172.18.0.3:5678'],
		['of IPv4, as a socket of IPv6 writes it', tcp('::ffff:172.18.0.3'), 'http://172.18.0.3:5678'],
		['of loopback', tcp('127.0.0.1'), 'http://127.0.0.1:5678'],
		['of loopback in IPv6', tcp('::1'), 'http://[::1]:5678'],
		['of IPv6', tcp('2001:db8::7'), 'http://[2001:db8::7]:5678'],
		['of an n8n with its own certificate', tcp('10.0.0.2', true), 'https://10.0.0.2:5678'],
	])('%s', (_what, connection, here) => {
		expect(localAddress(connection, CALLED, PUBLIC)).toEqual({
			outside: 'https://n8n.example.com',
			here,
		});
	});

	it.each([
		['that holds on one link only', tcp('fe80::1%eth0')],
		['the same without its zone', tcp('fe80::1')],
		['of a socket in the file system', {}],
		['of a connection that is closed', { localAddress: undefined, localPort: undefined }],
	])('is none where it is one %s', (_what, connection) => {
		expect(localAddress(connection, CALLED, PUBLIC)).toBeUndefined();
	});

	it.each([
		['a prefix that the proxy takes away', 'https://example.com/n8n/webhook/1/webhook', '', '/n8n'],
		['a prefix that n8n sees too', 'https://example.com/n8n/webhook/1/webhook', '/n8n', ''],
		['a prefix that the proxy adds', 'https://example.com/webhook/1/webhook', '/inner', ''],
	])('knows %s', (_what, publicUrl, inner, outer) => {
		const address = localAddress(tcp('10.0.0.2'), `${inner}/webhook/1/webhook`, publicUrl)!;
		const outside = `https://example.com${publicUrl.includes('/n8n/') ? '/n8n' : ''}/webhook-waiting`;
		expect(asCalledHere(outside, address)).toBe(
			`http://10.0.0.2:5678${outer === '' ? inner : ''}/webhook-waiting`,
		);
	});

	it('does not mind how a name is escaped', () => {
		const address = localAddress(
			tcp('10.0.0.2'),
			'/webhook/w/whatsapp%20Trigger/webhook',
			'https://example.com/webhook/w/whatsapp%20%54rigger/webhook',
		);
		expect(address).toEqual({ outside: 'https://example.com', here: 'http://10.0.0.2:5678' });
	});

	it.each(['http://evil.example/webhook/1-2/webhook', '//evil.example/webhook/1-2/webhook'])(
		'stays on this machine, whatever path is called: %s',
		(called) => {
			const address = localAddress(tcp('10.0.0.2'), called, PUBLIC);
			const url = address && asCalledHere('https://n8n.example.com/webhook-waiting', address);
			expect(url === undefined || new URL(url).host === '10.0.0.2:5678').toBe(true);
		},
	);
});

it('no other host is ever called inside', () => {
	const address = localAddress(tcp('10.0.0.2'), CALLED, PUBLIC)!;
	for (const url of [
		'https://other.example.com/webhook-waiting',
		'https://n8n.example.com.evil.example/webhook-waiting',
		'https://n8n.example.com:8443/webhook-waiting',
		'http://n8n.example.com/webhook-waiting',
	]) {
		expect(asCalledHere(url, address)).toBeUndefined();
	}
});
