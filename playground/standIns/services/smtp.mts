import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';
import type { Service } from '../service.mts';

const USER = 'office@example.com';
const PASSWORD = 'smtp-stand-in';

interface Mail {
	from: string;
	to: string[];
	subject: string;
	text: string;
}

const ignore = () => undefined;
const refusal = (responseCode: number, message: string) =>
	Object.assign(new Error(message), { responseCode });
const addressOf = (envelope: SMTPServerAddress | false) => (envelope ? envelope.address : '');

/** A mail server that asks for a name and a password and keeps what it is given. */
export async function startSmtp() {
	const mails: Mail[] = [];
	const refused: string[] = [];
	let down = false;
	const server = new SMTPServer({
		name: 'mail.example.com',
		disabledCommands: ['STARTTLS'],
		authMethods: ['PLAIN'],
		allowInsecureAuth: true,
		closeTimeout: 100,
		onConnect: (_session, done) =>
			done(down ? refusal(421, 'mail.example.com is not available') : null),
		onAuth({ username, password }, _session, done) {
			if (username === USER && password === PASSWORD) return done(null, { user: USER });
			done(refusal(535, '5.7.8 Authentication credentials invalid'));
		},
		// Whatever it refuses it has said to the client.
		logger: {
			...{ trace: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore },
			debug(_entry: object, side: string, line: string) {
				if (side === 'S:' && line.startsWith('5')) refused.push(line);
			},
		},
		onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
			const keep = ({ subject = '', text = '' }) => {
				const from = addressOf(mailFrom);
				// The last line ends before the dot that ends the mail.
				mails.push({ from, to: rcptTo.map(addressOf), subject, text: text.replace(/\n$/, '') });
				done();
			};
			simpleParser(stream).then(keep, done);
		},
	});
	// A client that hangs up is no failure of the server.
	server.on('error', ignore);
	const listener = server.listen(0, '127.0.0.1');
	await once(listener, 'listening');
	const { port } = listener.address() as AddressInfo;
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
		stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
	} satisfies Service & Record<string, unknown>;
}
