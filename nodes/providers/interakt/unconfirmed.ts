import { asObject } from '../../core/json';
import {
	answered,
	bringsItsId,
	cameIn,
	type Finding,
	type LiveEvidence,
	repeatsItsReference,
	reported,
	sentBack,
	taken,
	type Unconfirmed,
} from '../unconfirmed';

/** In the words of docs/providers/interakt.md. */
export const unconfirmed: readonly Unconfirmed[] = [
	{
		assumption:
			'The signature is `Interakt-Signature: sha256=…` in hex; also read without prefix and as `x-interakt-signature`',
		look: cameIn,
	},
	{
		assumption:
			'A tap on a reply button or a row is JSON inside a text; also read as an object, encoded twice, or as the label with the ID in `meta_data`',
		look: formOfTaps,
	},
	{ assumption: 'A tracking reference may have 512 characters' },
	{
		assumption: 'A tap on a template may come as `message_received` as well',
		look: (live) => {
			const taps = live.of('template')?.replies.length ?? 0;
			return taps === 0 ? undefined : { as: true, found: taps === 1 ? 'once' : 'more than once' };
		},
	},
	{
		assumption: 'The Growth plan may send texts, buttons and lists inside the window',
		look: (live) => {
			const found = taken('text', 'buttons', 'list')(live);
			return found && { ...found, found: 'with the plan of this account' };
		},
	},
	{
		assumption:
			'Statuses of texts, buttons and lists come, and repeat the reference, as those of templates do',
		look: reported(['text', 'buttons', 'list'], repeatsItsReference),
	},
	{ assumption: "WhatsApp's own limits hold for texts, buttons and lists", look: taken('longId') },
	{
		assumption:
			'An answer with status 200 and no ID, or 5xx, leaves open whether the message went out',
	},
	{
		assumption:
			'Templates come about a hundred at a time; the next page starts after as many as there were',
	},
	{
		assumption: "Values of templates are counted, also where a template's variables have names",
	},
	{
		assumption: "Failed statuses carry Meta's code, or an older one such as 1013",
		look: ({ events }) => {
			const failed = events.flatMap((event) =>
				event.event === 'status' && event.status === 'failed' ? [event] : [],
			);
			if (failed.length === 0) return undefined;
			return { as: failed.every(({ errors }) => /^\d+$/.test(errors?.[0]?.code ?? '')) };
		},
	},
	{
		assumption: 'A location comes as latitude and longitude, plain or as JSON',
		look: sentBack(
			['locationRequest', 'askLocation'],
			({ location }) => location?.latitude !== undefined && location.longitude !== undefined,
		),
	},
	{ assumption: 'Times without a zone are UTC', look: timesAreUtc },
];

function formOfTaps(live: LiveEvidence): Finding | undefined {
	const found = answered(['buttons', 'list'], bringsItsId)(live);
	const raw = asObject(live.of('buttons')?.replies[0]?.raw);
	const message = asObject(asObject(raw?.data)?.message)?.message;
	if (found === undefined || message === undefined) return found;
	return { ...found, found: typeof message === 'string' ? 'JSON inside a text' : 'an object' };
}

/** Nobody answers earlier than he was asked; clocks differ by minutes, zones by half an hour at least. */
const CLOCKS = 10 * 60_000;

function timesAreUtc(live: LiveEvidence): Finding | undefined {
	const sent = live.of('buttons');
	const [reply] = sent?.replies ?? [];
	if (sent === undefined || reply === undefined) return undefined;
	const at = Date.parse(reply.timestamp);
	return { as: at > Date.parse(sent.sentAt) - CLOCKS && at < live.now + CLOCKS };
}
