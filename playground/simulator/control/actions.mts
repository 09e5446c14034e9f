import type { z } from 'zod';

import { newRecord, post, targetOf } from '../courier.mts';
import { escapedJson } from '../providers/meta/events.mts';
import { type GraphFault, type Switches, defaultSwitches } from '../switches.mts';
import { seedTemplates } from '../whatsapp/seeds.mts';
import { phoneSwitchedOn } from '../whatsapp/statuses.mts';
import {
	type World,
	changed,
	closeWindowsOf,
	noRegistrations,
	openAllWindows,
	openWindowsOf,
} from '../world.mts';
import type { SwitchesRequest, webhookRequest } from './requests.mts';

function setPhone(world: World, personId: string, off: boolean): void {
	if (off) {
		world.phonesOff.add(personId);
	} else {
		world.phonesOff.delete(personId);
		phoneSwitchedOn(world, personId);
	}
}

/** The person's switches; without a person they are set for everybody. */
function setPeople(world: World, request: SwitchesRequest): void {
	const people = world.people.filter(
		({ id }) => request.personId === undefined || id === request.personId,
	);
	for (const { id } of people) {
		if (request.phoneOff !== undefined) setPhone(world, id, request.phoneOff);
		if (request.windowClosed === true) closeWindowsOf(world, id);
		if (request.windowClosed === false) openWindowsOf(world, id);
	}
}

export function setSwitches(world: World, request: SwitchesRequest): void {
	const { personId: _person, phoneOff: _off, windowClosed: _closed, skipHours, ...rest } = request;
	setPeople(world, request);
	if (skipHours !== undefined) world.clock.skip(skipHours * 60 * 60 * 1000);
	const given = Object.entries(rest).filter(([, value]) => value !== undefined);
	Object.assign(world.switches, Object.fromEntries(given) as Partial<Switches>);
	if (rest.graphFault) world.switches.graphFault = { ...rest.graphFault } as GraphFault;
	changed(world);
}

/** Back to the start. What was registered for webhooks stays unless it is asked for. */
export function reset(world: World, subscriptions: boolean): void {
	world.timers.clear();
	world.conversations.clear();
	world.journal.calls.length = 0;
	world.journal.webhooks.length = 0;
	world.openBatches.clear();
	world.heldStatuses.length = 0;
	world.phonesOff.clear();
	world.blocked.clear();
	world.typingUntil.clear();
	world.lastInbound.clear();
	world.media.clear();
	world.templates = seedTemplates();
	world.switches = defaultSwitches(world.provider.switches);
	world.clock.reset();
	if (subscriptions) {
		world.registrations = noRegistrations();
		world.callback = null;
		world.resources.clear();
	}
	openAllWindows(world);
	changed(world);
}

/** Posts any body once, for tests of hostile and unusual webhooks. null when there is no target. */
export async function sendRawWebhook(world: World, request: z.infer<typeof webhookRequest>) {
	const [number] = world.account.phoneNumbers;
	const change = { phoneNumberId: number?.id ?? '', event: request.about, value: {} };
	const target = request.target ?? world.provider.targetOf(world, change);
	if (target === null) return null;
	const rawBody = typeof request.body === 'string' ? request.body : escapedJson(request.body);
	const record = newRecord(world, {
		event: 'Webhook written by hand',
		target,
		body: request.body,
		rawBody,
	});
	const attempt = await post(world, record, target, request.headers, request.signature);
	record.outcome = world.provider.taken(attempt.status) ? 'delivered' : 'given up';
	return { webhookId: record.id, status: attempt.status, response: attempt.response ?? null };
}

/** Posts a record's identical bytes again. */
export async function redeliver(world: World, webhookId: string, times: number) {
	const record = world.journal.webhooks.find(({ id }) => id === webhookId);
	if (!record || record.rawBody === '') return null;
	const target = targetOf(world, record) ?? record.target;
	if (!target) return null;
	const statuses: number[] = [];
	for (let round = 0; round < times; round += 1) {
		const attempt = await post(world, record, target);
		statuses.push(attempt.status);
	}
	if (statuses.some((status) => world.provider.taken(status))) record.outcome = 'delivered';
	return { webhookId, statuses };
}
