import { randomBytes } from 'node:crypto';

/**
 * A WhatsApp message id as Meta makes them: base64 of a small envelope with the person's number
 * and a random part. Integrations must treat it as opaque, so it has the real one's alphabet.
 */
export function newWamid(address: string, direction: 'outgoing' | 'incoming'): string {
	const person = Buffer.from(address.slice(0, 60), 'latin1');
	const random = Buffer.from(randomBytes(10).toString('hex').toUpperCase(), 'latin1');
	const mark = direction === 'outgoing' ? 0x11 : 0x12;
	const bytes = Buffer.concat([
		Buffer.from([0x1c, 0x18, person.length]),
		person,
		Buffer.from([0x15, 0x02, 0x00, mark, 0x18, random.length]),
		random,
		Buffer.from([0x00]),
	]);
	return `wamid.${bytes.toString('base64')}`;
}
