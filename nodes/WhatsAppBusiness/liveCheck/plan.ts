import type { Provider } from '../../providers/provider';
import type { MediaType, Recipient, Template } from '../../whatsapp/messages';
import type { Choice } from './choices';
import type { Content, Draft, Expected, LiveKind } from './kind';
import { LIVE_KINDS } from './kinds';

/** What the user gave. */
export interface LiveSettings {
	/** A few letters and digits, different for each run. */
	run: string;
	/** The message with which the person opened the window; empty where it is not known. */
	answering: string;
	links: Readonly<Partial<Record<MediaType, string>>>;
	/** The ID of a flow, or empty. */
	flow: string;
	template?: Template;
}

/** One message, ready to be sent; or why it is left out. */
export type Planned = { kind: LiveKind; reference: string; choices: Choice[] } & (
	| { content: Content | 'read'; leftOut?: undefined }
	| { content?: undefined; leftOut: string }
);

/** All that a provider carries, in order. Each message has a reference and reply IDs of its own. */
export function planOf(provider: Provider, settings: LiveSettings): Planned[] {
	return LIVE_KINDS.filter((kind) => kind.carried(provider)).map((kind) => {
		const reference = `live-${settings.run}-${kind.id}`;
		const choices: Choice[] = [];
		const draft: Draft = {
			...settings,
			supports: provider.supports,
			choice(title, longest = 0) {
				const made = { id: padded(`${reference}-${choices.length + 1}`, longest), title };
				choices.push(made);
				return made;
			},
		};
		const needed = kind.needs?.(draft);
		if (needed !== undefined) return { kind, reference, choices, leftOut: `It needs ${needed}` };
		return { kind, reference, choices, content: kind.content(draft) };
	});
}

/** As long as it may be: what cuts it short is noticed. */
const padded = (id: string, longest: number): string =>
	longest > id.length ? `${id}-`.padEnd(longest, '0123456789') : id;

/** What became of a message when it was sent. */
export interface Outcome {
	status: 'accepted' | 'not sent' | 'refused' | 'unknown';
	messageId?: string;
	/** Why it was refused or not sent, and what to do. */
	reason?: string;
	hint?: string;
	failure?: { code: string; category: string };
}

/** A webhook that is to come, as the user is told of it. */
export type Announced =
	| Expected
	| { event: 'status'; status: readonly string[]; fields: readonly string[] };

/** An item of the live check: what was sent, what the person is asked to do, what is to come. */
export interface SentItem extends Outcome {
	/** Of all items of one run. */
	liveCheck: string;
	/** A `LiveKind.id`. */
	kind: string;
	name: string;
	/** What the person is asked to do. */
	ask: string;
	expects: Announced[];
	reference: string;
	choices: Choice[];
	to: Recipient;
	/** ISO 8601. */
	sentAt: string;
}

/** The item of one message. */
export function sentItem(
	{ kind, reference, choices }: Planned,
	outcome: Outcome,
	provider: Provider,
	{ run, to, sentAt }: { run: string; to: Recipient; sentAt: string },
): SentItem {
	const sent = outcome.status === 'accepted' || outcome.status === 'unknown';
	return {
		liveCheck: run,
		kind: kind.id,
		name: kind.name,
		...outcome,
		ask: sent ? kind.ask : 'Nothing',
		expects: sent ? expectedOf(kind, provider) : [],
		reference,
		choices,
		to,
		sentAt,
	};
}

/** Which webhooks the code expects for a message of this kind. */
export function expectedOf(kind: LiveKind, { supports, webhooks }: Provider): Announced[] {
	const answer = kind.expects?.(supports);
	const repeats = webhooks.repeatsReference && supports.reference !== undefined;
	const status: Announced = {
		event: 'status',
		status: ['sent', 'delivered', 'read'],
		fields: ['messageId', ...(repeats ? ['reference'] : [])],
	};
	// Marks and reactions are no messages, so nothing is reported of them.
	const hasStatus = kind.id !== 'read' && kind.id !== 'reaction';
	return [...(hasStatus ? [status] : []), ...(answer === undefined ? [] : [answer])];
}
