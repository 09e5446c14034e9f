import { createHmac, randomBytes } from 'node:crypto';
import axios from 'axios';
import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const KEY = 'trello-stand-in-key';
const TOKEN = 'trello-stand-in-token';
const SECRET = 'trello-stand-in-secret';

export interface TrelloMember {
	username: string;
	fullName: string;
}

interface Member extends TrelloMember {
	id: string;
}

interface List {
	id: string;
	name: string;
}

interface Card {
	id: string;
	name: string;
	idList: string;
	idMembers: string[];
	comments: string[];
}

interface Webhook {
	id: string;
	description: string;
	idModel: string;
	callbackURL: string;
}

const trelloId = z.string().regex(/^[0-9a-f]{24}$/, 'invalid id');
const webhookBody = z.strictObject({
	description: z.string().max(16384).optional(),
	callbackURL: z.url(),
	idModel: trelloId,
});
const comment = z.strictObject({ text: z.string().min(1).max(16384) });
const login = { key: z.string(), token: z.string() };
const moveQuery = z.strictObject({ ...login, idList: trelloId });

const refusal = (status: number, message: string) => new Refusal(status, { message });
const invalid = (problem: string) => refusal(400, `invalid value for ${problem}`);
const newId = () => randomBytes(12).toString('hex');

/**
 * One board of Trello: its cards, their members and comments, and the webhooks that report them.
 *
 * @param self who the token belongs to: moves through the API are this member's
 * @see https://developer.atlassian.com/cloud/trello/rest/api-group-cards/
 * @see https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/
 */
export function trello(self: TrelloMember, people: readonly TrelloMember[], listNames: string[]) {
	const board = { id: newId(), name: 'Deliveries' };
	const members: Member[] = [self, ...people].map((one) => ({ id: newId(), ...one }));
	const lists: List[] = listNames.map((name) => ({ id: newId(), name }));
	const cards = new Map<string, Card>();
	const webhooks = new Map<string, Webhook>();

	const memberNamed = (username: string) => members.find((one) => one.username === username)!;
	const listNamed = (name: string) => lists.find((one) => one.name === name)!;
	const named = (id: string) => {
		const { name } = lists.find((one) => one.id === id)!;
		return { id, name };
	};
	const cardOf = (id: string): Card => {
		const card = cards.get(id);
		if (!card) throw refusal(404, 'The requested resource was not found.');
		return card;
	};
	const shown = ({ comments, ...card }: Card) => ({
		...card,
		idBoard: board.id,
		closed: false,
		due: null,
	});

	/** Signed as Trello signs: the body and the address after it. */
	async function tell(type: string, data: object, by: Member): Promise<void> {
		const body = JSON.stringify({
			model: board,
			action: {
				id: newId(),
				idMemberCreator: by.id,
				type,
				date: new Date().toISOString(),
				data: { board, ...data },
				memberCreator: by,
			},
		});
		for (const { callbackURL } of webhooks.values()) {
			const signature = createHmac('sha1', SECRET)
				.update(body + callbackURL)
				.digest('base64');
			const headers = { 'content-type': 'application/json', 'x-trello-webhook': signature };
			await axios.post(callbackURL, body, { headers, proxy: false });
		}
	}

	async function move(card: Card, idList: string, by: Member): Promise<void> {
		const before = card.idList;
		// A card that is there already has not moved, and nobody is told.
		if (before === idList) return;
		card.idList = idList;
		const data = {
			card: { id: card.id, name: card.name, idList },
			old: { idList: before },
			listBefore: named(before),
			listAfter: named(idList),
		};
		await tell('updateCard', data, by);
	}

	async function tellOfMember(card: Card, member: Member, by: Member): Promise<void> {
		const { id, name } = card;
		const data = { card: { id, name }, idMember: member.id, member: { ...member } };
		await tell('addMemberToCard', data, by);
	}

	const service = serviceApp(
		(app) => {
			app.get(`/1/tokens/${TOKEN}/webhooks`, (_, response) => {
				response.json([...webhooks.values()]);
			});
			app.post(`/1/tokens/${TOKEN}/webhooks`, async ({ body }, response) => {
				const wanted = checked(webhookBody, body, invalid);
				if (wanted.idModel !== board.id) throw invalid('idModel');
				const { status } = await axios.head(wanted.callbackURL, {
					proxy: false,
					validateStatus: () => true,
				});
				if (status !== 200)
					throw refusal(400, `URL (${wanted.callbackURL}) did not return 200 status code`);
				const webhook = { id: newId(), description: '', active: true, ...wanted };
				webhooks.set(webhook.id, webhook);
				response.json(webhook);
			});
			app.delete(`/1/tokens/${TOKEN}/webhooks/:id`, ({ params }, response) => {
				if (!webhooks.delete(params.id)) throw refusal(404, 'invalid webhook');
				response.json({});
			});
			app.get('/1/boards/:id/lists', ({ params }, response) => {
				if (params.id !== board.id) throw refusal(404, 'The requested resource was not found.');
				response.json(lists.map((list) => ({ ...list, idBoard: board.id, closed: false })));
			});
			app.get('/1/cards/:id', ({ params, query }, response) => {
				const card = cardOf(params.id);
				const ofCard = members.filter(({ id }) => card.idMembers.includes(id));
				response.json({ ...shown(card), ...(query.members === 'true' && { members: ofCard }) });
			});
			app.put('/1/cards/:id', async ({ params, query }, response) => {
				const { idList } = checked(moveQuery, query, invalid);
				if (!lists.some(({ id }) => id === idList)) throw invalid('idList');
				const card = cardOf(params.id);
				response.json({ ...shown(card), idList });
				await move(card, idList, memberNamed(self.username));
			});
			app.post('/1/cards/:id/actions/comments', ({ params, body }, response) => {
				const { text } = checked(comment, body, invalid);
				const card = cardOf(params.id);
				card.comments.push(text);
				response.json({ id: newId(), type: 'commentCard', data: { text, card: { id: card.id } } });
			});
		},
		({ query }) => query.key === KEY && query.token === TOKEN,
		{ unauthorized: { message: 'invalid token' }, down: { message: 'Service unavailable' } },
	);

	return {
		hosts: { 'api.trello.com': service.app },
		credentials: [
			{
				name: 'Trello',
				type: 'trelloApi',
				data: { apiKey: KEY, apiToken: TOKEN, oauthSecret: SECRET },
				nodes: ['n8n-nodes-base.trello', 'n8n-nodes-base.trelloTrigger'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		board: board.id,
		/** Somebody makes a card with a person on it: two events. @returns the card's id */
		async addCard(name: string, list: string, by: string, username: string): Promise<string> {
			const member = memberNamed(username);
			const idList = listNamed(list).id;
			const card: Card = { id: newId(), name, idList, idMembers: [member.id], comments: [] };
			cards.set(card.id, card);
			const data = { card: { id: card.id, name }, list: listNamed(list) };
			await tell('createCard', data, memberNamed(by));
			await tellOfMember(card, member, memberNamed(by));
			return card.id;
		},
		/** Somebody moves a card on the board. */
		async moveCard(id: string, list: string, by: string): Promise<void> {
			await move(cardOf(id), listNamed(list).id, memberNamed(by));
		},
		/** The list that a card is in, and its comments. */
		card(id: string) {
			const { idList, comments } = cardOf(id);
			return { list: named(idList).name, comments };
		},
	} satisfies Service & Record<string, unknown>;
}
