import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { startSmtp } from '../../playground/standIns/services/smtp.mts';

let post: Awaited<ReturnType<typeof startSmtp>>;
beforeEach(async () => {
	post = await startSmtp();
});
afterEach(() => post.stop());

/** Sends one line after another, each after an answer; the answers' codes, the greeting's first. */
async function say(...lines: string[]): Promise<string[]> {
	const socket = connect(post.credentials[0]!.data.port, '127.0.0.1');
	const codes: string[] = [];
	for await (const answer of createInterface({ input: socket })) {
		// A hyphen says that more follows.
		if (answer[3] === '-') continue;
		codes.push(answer.slice(0, 3));
		const next = lines.shift();
		if (next === undefined) break;
		socket.write(`${next}\r\n`);
	}
	socket.destroy();
	if (!socket.closed) await once(socket, 'close');
	return codes;
}

const login = (password: string) => {
	const { user } = post.credentials[0]!.data;
	return `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`;
};
const known = () => login(post.credentials[0]!.data.password);
const envelope = ['MAIL FROM:<office@example.com>', 'RCPT TO:<ana@example.com>', 'DATA'];

it('a mail is kept as it was written, whatever its encoding on the way', async () => {
	const mail = [
		'From: office@example.com',
		'Subject: =?UTF-8?Q?Ma=C3=B1ana?=',
		'Content-Type: text/plain; charset=utf-8',
		'Content-Transfer-Encoding: quoted-printable',
		'',
		'Hasta ma=C3=B1ana:',
		'..',
		'.',
	].join('\r\n');
	const codes = await say('EHLO n8n', known(), ...envelope, mail);
	expect(codes).toEqual(['220', '250', '235', '250', '250', '354', '250']);
	expect(post.mails).toEqual([
		{
			from: 'office@example.com',
			to: ['ana@example.com'],
			subject: 'Mañana',
			text: 'Hasta mañana:\n.',
		},
	]);
	expect(post.refused()).toEqual([]);
});

it('nothing is taken without the name and the password', async () => {
	expect(await say('EHLO n8n', ...envelope.slice(0, 1))).toEqual(['220', '250', '530']);
	expect(await say('EHLO n8n', login('wrong'))).toEqual(['220', '250', '535']);
	expect(post.refused()).toHaveLength(2);
	expect(post.mails).toEqual([]);
});

it('what comes at the wrong time is refused', async () => {
	const codes = await say('EHLO n8n', known(), ...envelope.slice(1));
	expect(codes.slice(3)).toEqual(['503', '503']);
	expect(post.refused()).toHaveLength(2);
});

it('is not there while it is down', async () => {
	post.setDown(true);
	expect(await say('EHLO n8n')).toEqual(['421']);
	post.setDown(false);
	expect(await say('EHLO n8n')).toEqual(['220', '250']);
});
