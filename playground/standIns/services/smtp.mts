import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { createInterface } from 'node:readline';

import type { Service } from '../service.mts';

const USER = 'office@example.com';
const PASSWORD = 'smtp-stand-in';

interface Mail {
	from: string;
	to: string[];
	/** As they arrived: with their encodings. */
	subject: string;
	text: string;
}

/**
 * A mail server that asks for a name and a password and keeps what it is given.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5321
 * @see https://www.rfc-editor.org/rfc/rfc4954 for AUTH PLAIN
 */
export async function startSmtp() {
	const mails: Mail[] = [];
	const refused: string[] = [];
	let down = false;
	const server = createServer((socket) => {
		if (down) return void socket.end('421 mail.example.com is not available\r\n');
		void converse(socket, mails, refused).catch(() => socket.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		// It is no website: n8n finds it by the credential.
		hosts: {},
		credentials: [
			{
				name: 'Mail server',
				type: 'smtp',
				data: {
					user: USER,
					password: PASSWORD,
					host: '127.0.0.1',
					port,
					secure: false,
					disableStartTls: true,
				},
				nodes: ['n8n-nodes-base.emailSend'],
			},
		],
		setDown: (is: boolean) => void (down = is),
		refused: () => refused,
		mails,
		async stop() {
			server.close();
			await once(server, 'close');
		},
	} satisfies Service & Record<string, unknown>;
}

/** One connection, line by line. */
async function converse(socket: Socket, mails: Mail[], refused: string[]): Promise<void> {
	const say = (line: string) => void socket.write(`${line}\r\n`);
	const refuse = (answer: string, line: string) => {
		refused.push(`${line}: ${answer}`);
		say(answer);
	};
	let known = false;
	let from: string | undefined;
	let to: string[] = [];
	let content: string[] | undefined;
	say('220 mail.example.com ESMTP');
	for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
		if (content) {
			if (line !== '.') {
				// A dot at the beginning is doubled on the way.
				content.push(line.replace(/^\./, ''));
				continue;
			}
			mails.push({ from: from!, to, ...readMail(content) });
			[from, to, content] = [undefined, [], undefined];
			say('250 2.0.0 Kept');
			continue;
		}
		const address = /^[A-Z ]+:<([^<>\s]+@[^<>\s]+)>/i.exec(line)?.[1];
		const command = line.split(/[ :]/)[0]!.toUpperCase();
		if (command === 'EHLO') {
			say('250-mail.example.com');
			say('250 AUTH PLAIN');
		} else if (command === 'AUTH') {
			known = line === `AUTH PLAIN ${btoa(`\0${USER}\0${PASSWORD}`)}`;
			if (known) say('235 2.7.0 Authentication successful');
			else refuse('535 5.7.8 Authentication credentials invalid', 'AUTH');
		} else if (command === 'QUIT') {
			say('221 2.0.0 Bye');
			socket.end();
		} else if (!known) refuse('530 5.7.0 Authentication required', line);
		else if (command === 'MAIL' && address) {
			from = address;
			say('250 2.1.0 OK');
		} else if (command === 'RCPT' && address && from) {
			to.push(address);
			say('250 2.1.5 OK');
		} else if (command === 'DATA' && to.length > 0) {
			content = [];
			say('354 End with <CRLF>.<CRLF>');
		} else refuse('500 5.5.1 Command unrecognized, or at the wrong time', line);
	}
}

/** @see https://www.rfc-editor.org/rfc/rfc5322 */
function readMail(lines: readonly string[]): Pick<Mail, 'subject' | 'text'> {
	const end = lines.indexOf('');
	const header = lines
		.slice(0, end)
		.join('\n')
		.replace(/\n[ \t]+/g, ' ');
	return {
		subject: /^Subject: (.*)$/m.exec(header)?.[1] ?? '',
		text: lines.slice(end + 1).join('\n'),
	};
}
