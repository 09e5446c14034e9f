import { EventEmitter } from 'node:events';

import { type SimulatedAccount, type SimulatedPerson, digitsOf } from './account.mts';
import { type Clock, type Timers, createClock, createTimers } from './clock.mts';
import type { Change, Journal, WebhookRecord } from './journal.mts';
import type { SimulatedProvider } from './provider.mts';
import { type Switches, defaultSwitches } from './switches.mts';
import { type Conversations, createConversations } from './whatsapp/conversation.mts';
import { seedTemplates } from './whatsapp/seeds.mts';
import type { Template } from './whatsapp/template.mts';

interface UploadedMedia {
	id: string;
	mimeType: string;
	bytes: Buffer;
}

export interface PageLink {
	label: string;
	url: string;
}

/** Where Meta was told to send webhooks: the app's callback, the WABA's and the numbers' overrides. */
export interface Registrations {
	/** One callback per app and object (G:webhooks/subscriptions-edge). */
	app: { callbackUrl: string; fields: Array<{ name: string; version: string }> } | null;
	wabaSubscribed: boolean;
	wabaOverride: string | null;
	phoneOverrides: Map<string, string>;
}

export function noRegistrations(): Registrations {
	return { app: null, wabaSubscribed: false, wabaOverride: null, phoneOverrides: new Map() };
}

/** Everything one running simulator knows. Routes read and change it; nothing else is kept. */
export interface World {
	provider: SimulatedProvider;
	account: SimulatedAccount;
	people: SimulatedPerson[];
	phonesOff: Set<string>;
	/** When each person last wrote to each number: opens the 24-hour window. */
	lastInbound: Map<string, number>;
	/** Who is blocked by which number. */
	blocked: Set<string>;
	/** Until when the business shows "typing…" to a person. */
	typingUntil: Map<string, number>;
	templates: Template[];
	media: Map<string, UploadedMedia>;
	conversations: Conversations;
	/** Meta's. */
	registrations: Registrations;
	/** Where other providers send webhooks; set through their API, or pasted (control API). */
	callback: string | null;
	/** What else was registered or made at another provider, by its own name for it. */
	resources: Map<string, unknown>;
	switches: Switches;
	journal: Journal;
	/** Webhooks still collecting changes, by target. */
	openBatches: Map<string, { record: WebhookRecord; changes: Change[] }>;
	/** Statuses held back to be sent in the wrong order. */
	heldStatuses: Change[];
	clock: Clock;
	timers: Timers;
	/** Emits `change` whenever the page should look again. */
	changes: EventEmitter;
	/** Aborted on stop, so that no request of ours outlives the simulator. */
	stopping: AbortController;
	redelivery: number[];
	webhookTimeout: number;
	/**
	 * Where public addresses lead that only the internet can call, as behind a router without a way back in: by
	 * origin, another origin. What is signed and written down is the public one.
	 */
	roads: Map<string, string>;
	editorUrl: string | null;
	links: PageLink[];
	nextNumber: number;
}

interface WorldOptions {
	provider: SimulatedProvider;
	account: SimulatedAccount;
	people: SimulatedPerson[];
	redelivery: number[];
	webhookTimeout: number;
}

export function createWorld(options: WorldOptions): World {
	const changes = new EventEmitter();
	changes.setMaxListeners(0);
	const world: World = {
		...options,
		phonesOff: new Set(),
		lastInbound: new Map(),
		blocked: new Set(),
		typingUntil: new Map(),
		templates: seedTemplates(),
		media: new Map(),
		conversations: createConversations(),
		registrations: noRegistrations(),
		callback: null,
		resources: new Map(),
		switches: defaultSwitches(options.provider.switches),
		journal: { calls: [], webhooks: [] },
		openBatches: new Map(),
		heldStatuses: [],
		clock: createClock(),
		timers: createTimers(),
		changes,
		stopping: new AbortController(),
		roads: new Map(),
		editorUrl: null,
		links: [],
		nextNumber: 1,
	};
	openAllWindows(world);
	return world;
}

export function changed(world: World): void {
	world.changes.emit('change');
}

export function newId(world: World, prefix: string): string {
	return `${prefix}-${world.nextNumber++}`;
}

/** What must never appear in the journal. */
export function secretsOf(world: World): string[] {
	const secrets = world.provider.secrets(world.account);
	return secrets.filter((secret) => secret !== '');
}

export function personById(world: World, id: string): SimulatedPerson | undefined {
	return world.people.find((person) => person.id === id);
}

export function personByPhone(world: World, phone: string): SimulatedPerson | undefined {
	const digits = digitsOf(phone);
	return world.people.find((person) => person.phone && digitsOf(person.phone) === digits);
}

export function personByUserId(world: World, userId: string): SimulatedPerson | undefined {
	return world.people.find((person) => person.userId === userId);
}

const WINDOW_MILLISECONDS = 24 * 60 * 60 * 1000;

function windowKey(personId: string, phoneNumberId: string): string {
	return `${personId} ${phoneNumberId}`;
}

/** The customer service window: 24 hours from the person's last message (M:messages/send-messages). */
export function windowOpen(world: World, personId: string, phoneNumberId: string): boolean {
	const last = world.lastInbound.get(windowKey(personId, phoneNumberId));
	return last !== undefined && world.clock.now() - last < WINDOW_MILLISECONDS;
}

export const blockKey = (personId: string, phoneNumberId: string): string =>
	windowKey(personId, phoneNumberId);

export function openWindow(world: World, personId: string, phoneNumberId: string): void {
	world.lastInbound.set(windowKey(personId, phoneNumberId), world.clock.now());
}

export function openWindowsOf(world: World, personId: string): void {
	for (const number of world.account.phoneNumbers) openWindow(world, personId, number.id);
}

export function closeWindowsOf(world: World, personId: string): void {
	for (const number of world.account.phoneNumbers) {
		world.lastInbound.delete(windowKey(personId, number.id));
	}
}

/** Everybody wrote today, so that a first interactive message works at once. */
export function openAllWindows(world: World): void {
	for (const person of world.people) openWindowsOf(world, person.id);
}
