import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';

import type { AnyJson } from '../fixtures/anyJson.ts';
import { defaultAccount } from '../../playground/simulator/account.mts';
import {
	type Simulator,
	type SimulatorOptions,
	startSimulator,
} from '../../playground/simulator/server.mts';

/** A business' server: takes webhooks, remembers their exact bytes, and can refuse them. */
export interface Receiver {
	url: string;
	received: Array<{
		path: string;
		raw: string;
		headers: IncomingMessage['headers'];
		body: AnyJson;
	}>;
	challenges: string[];
	/** What is answered next; 200 once empty. 0 never answers. */
	answers: number[];
	/** What a challenge is answered with, instead of itself. */
	challengeAnswer: { status: number; text?: string };
	stop(): Promise<void>;
}

async function rawBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('latin1');
}

async function handle(receiver: Receiver, request: IncomingMessage, response: ServerResponse) {
	const url = new URL(request.url ?? '/', 'http://here');
	if (request.method === 'GET') {
		const challenge = url.searchParams.get('hub.challenge') ?? '';
		receiver.challenges.push(`${url.pathname} ${url.searchParams.get('hub.verify_token')}`);
		response.statusCode = receiver.challengeAnswer.status;
		response.end(receiver.challengeAnswer.text ?? challenge);
		return;
	}
	const raw = await rawBody(request);
	let body: unknown;
	try {
		body = JSON.parse(raw);
	} catch {
		body = undefined;
	}
	receiver.received.push({ path: url.pathname, raw, headers: request.headers, body });
	const status = receiver.answers.shift() ?? 200;
	if (status === 0) return;
	response.statusCode = status;
	response.end('ok');
}

export async function startReceiver(): Promise<Receiver> {
	const server: Server = createServer((request, response) => {
		void handle(receiver, request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const receiver: Receiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received: [],
		challenges: [],
		answers: [],
		challengeAnswer: { status: 200 },
		async stop() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
	return receiver;
}

export interface Business {
	simulator: Simulator;
	receiver: Receiver;
	phoneId: string;
	graph(
		method: string,
		path: string,
		body?: unknown,
		token?: string,
	): Promise<{ status: number; data: AnyJson }>;
	send(
		message: Record<string, unknown>,
		phoneId?: string,
	): Promise<{ status: number; data: AnyJson }>;
	control(path: string, body?: unknown): Promise<{ status: number; data: AnyJson }>;
	read(path: string): Promise<AnyJson>;
	appToken: string;
	register(): Promise<void>;
	stop(): Promise<void>;
}

export const MARTA = '+1 202 555 0111';
export const DIEGO = '+1 202 555 0112';

const SECOND_NUMBER = {
	id: '300000000000004',
	displayPhoneNumber: '+1 202 555 0101',
	verifiedName: 'Rio Support',
};

/** A simulator and a business, of two numbers, that talks to it. */
export async function startBusiness(options: SimulatorOptions = {}): Promise<Business> {
	const phoneNumbers = [...defaultAccount.phoneNumbers, SECOND_NUMBER];
	const simulator = await startSimulator({
		redelivery: [20, 20, 20],
		account: { phoneNumbers },
		...options,
	});
	const receiver = await startReceiver();
	const { account, url } = simulator;
	const client = axios.create({ validateStatus: () => true, proxy: false });
	const appToken = `${account.appId}|${account.appSecret}`;
	const phoneId = account.phoneNumbers[0]!.id;
	const business: Business = {
		simulator,
		receiver,
		phoneId,
		appToken,
		graph: (method, path, body, token = account.accessToken) =>
			client.request({
				method,
				url: `${url}/v24.0/${path}`,
				data: body,
				headers: { authorization: `Bearer ${token}` },
			}),
		send: (message, from = phoneId) =>
			business.graph('POST', `${from}/messages`, {
				messaging_product: 'whatsapp',
				to: MARTA,
				...message,
			}),
		control: (path, body = {}) => client.post(`${url}/playground/${path}`, body),
		read: async (path) => (await client.get(`${url}/playground/${path}`)).data,
		async register() {
			await business.graph('POST', `${account.wabaId}/subscribed_apps`);
			const subscription = {
				object: 'whatsapp_business_account',
				callback_url: `${receiver.url}/app`,
				verify_token: 'secret',
				fields: 'messages',
			};
			await business.graph('POST', `${account.appId}/subscriptions`, subscription, appToken);
		},
		async stop() {
			await simulator.stop();
			await receiver.stop();
		},
	};
	return business;
}

/** Waits for a condition; fails with what it last saw. */
export async function until<T>(
	look: () => T | false | Promise<T | false>,
	milliseconds = 4000,
): Promise<NonNullable<T>> {
	const end = Date.now() + milliseconds;
	for (;;) {
		const seen = await look();
		if (seen) return seen as NonNullable<T>;
		if (Date.now() > end) throw new Error('The condition was not met in time');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

export function statusesIn(receiver: Receiver): AnyJson[] {
	return receiver.received.flatMap(({ body }) =>
		(body?.entry ?? []).flatMap((entry: AnyJson) =>
			entry.changes.flatMap((change: AnyJson) => change.value.statuses ?? []),
		),
	);
}

export function messagesIn(receiver: Receiver): AnyJson[] {
	return receiver.received.flatMap(({ body }) =>
		(body?.entry ?? []).flatMap((entry: AnyJson) =>
			entry.changes.flatMap((change: AnyJson) => change.value.messages ?? []),
		),
	);
}
