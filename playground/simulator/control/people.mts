import type { Request, Response, Router } from 'express';

import type { SimulatedPerson } from '../account.mts';
import { receive, tap } from '../whatsapp/inbound.mts';
import { inboundView } from '../whatsapp/view.mts';
import { type World, personById } from '../world.mts';
import {
	inboundRequest,
	parsed,
	reactionRequest,
	refuse,
	tapRequest,
	textRequest,
} from './requests.mts';

/** A person writes to the number that wrote last, or else to the business' first number. */
function numberFor(world: World, person: SimulatedPerson, asked?: string): string {
	if (asked !== undefined) return asked;
	const chat = world.conversations.all().filter((message) => message.personId === person.id);
	return chat.at(-1)?.phoneNumberId ?? world.account.phoneNumbers[0]?.id ?? '';
}

function personOf(world: World, request: Request, response: Response): SimulatedPerson | null {
	const person = personById(world, String(request.params.personId));
	if (!person) refuse(response, 404, 'There is no such person.');
	return person ?? null;
}

/** What the people do on their phones. */
export function peopleRoutes(world: World, router: Router): void {
	router.post('/people/:personId/tap', (request, response) => {
		const body = parsed(tapRequest, request, response);
		if (!body) return;
		const person = personById(world, body.asPersonId ?? String(request.params.personId));
		const message = world.conversations.find(body.messageId);
		if (!person || !message) return refuse(response, 404, 'There is no such person or message.');
		const result = tap(world, person, message, body.buttonIndex, body.contextFrom);
		if (!result) return refuse(response, 400, 'There is no such reply button, quick reply or row.');
		response.json(result);
	});

	router.post('/people/:personId/text', (request, response) => {
		const body = parsed(textRequest, request, response);
		const person = body && personOf(world, request, response);
		if (!body || !person) return;
		const quoted = body.quoting === undefined ? undefined : world.conversations.find(body.quoting);
		response.json(
			receive(world, {
				person,
				phoneNumberId: numberFor(world, person, body.phoneNumberId ?? quoted?.phoneNumberId),
				message: { type: 'text', text: { body: body.text } },
				...(body.quoting !== undefined && { context: body.quoting }),
				view: { kind: 'text', text: body.text },
			}),
		);
	});

	router.post('/people/:personId/reaction', (request, response) => {
		const body = parsed(reactionRequest, request, response);
		const person = body && personOf(world, request, response);
		if (!body || !person) return;
		const message = world.conversations.find(body.messageId);
		if (message && body.emoji) message.reactions[person.id] = body.emoji;
		else if (message) delete message.reactions[person.id];
		// A reaction taken back has no emoji at all (M:webhooks/reference/messages/reaction).
		const reaction = { message_id: body.messageId, ...(body.emoji && { emoji: body.emoji }) };
		response.json(
			receive(world, {
				person,
				phoneNumberId: numberFor(world, person, message?.phoneNumberId),
				message: { type: 'reaction', reaction },
			}),
		);
	});

	router.post('/people/:personId/inbound', (request, response) => {
		const body = parsed(inboundRequest, request, response);
		const person = body && personOf(world, request, response);
		if (!body || !person) return;
		const view = inboundView(body.message);
		response.json(
			receive(world, {
				person,
				phoneNumberId: numberFor(world, person, body.phoneNumberId),
				message: body.message,
				...(view && { view }),
			}),
		);
	});
}
