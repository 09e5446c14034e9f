import type { INode } from 'n8n-workflow';
import { ProviderError } from '../../../../nodes/n8n/errors';
import { parse } from '../../../../nodes/providers/infobip/events';
import type { WebhookRequest } from '../../../../nodes/providers/http';
import type { InboundEvent, MessageEvent } from '../../../../nodes/whatsapp/events';
import type { Failure } from '../../../../nodes/whatsapp/failure';
import type { Message, Template } from '../../../../nodes/whatsapp/messages';
import { ASKING, HUMANS, type Meaning, positions, type Setting, templateWith } from './setting';

/** As nodes/providers/meta/failure.ts reads it of an account that has not got Direct Send. */
const NOT_ENABLED: Failure = {
	code: '100',
	category: 'account',
	message: 'Direct Send is not enabled for this account',
	hint: 'Send a template',
	retry: 'never',
};

/** When everything begins, in milliseconds since 1970. */
const BEGIN = Date.parse('2026-11-22T09:00:00.250Z');

/** A message in somebody's chat, as it is shown there. */
export interface Shown {
	id: string;
	human: number;
	kind: Message['kind'];
	text: string;
	buttons: Array<{ label: string; payload?: string }>;
	/** The text right before it in the chat. */
	after: string;
	/** Each button was sent as this approval meant it; false where a provider made another of it. */
	straight: boolean;
	/** It went out as Direct Send. */
	direct: boolean;
	/** Is it the question, and no note about it? */
	question: boolean;
}

/** Something that somebody did on the phone, and what they meant by it. */
export interface Deed {
	event: InboundEvent;
	human: number;
	at: number;
	to: string;
	/** The label of the choice that was meant; none where nothing clear was said. */
	meant?: string;
	/** What was written, where it may be taken for free text. */
	written?: string;
	/** The message that was tapped or quoted. */
	about?: Shown;
}

/** The chats of a few people with one business, and a provider with its ways. */
export class Phones {
	readonly deeds: Deed[] = [];
	readonly shown: Shown[] = [];
	protected template: Template;
	/** How the template was changed between being read here and being sent by the provider. */
	private race?: Template;
	protected now = BEGIN;

	constructor(
		readonly setting: Setting,
		labels: readonly string[],
	) {
		this.template = templateWith(labels);
		jest.setSystemTime(this.now + setting.ahead);
	}

	/** The template is changed: now, or between being read here and being sent by the provider. */
	edit(labels: readonly string[], race: boolean): void {
		if (race) this.race = templateWith(labels);
		else this.template = templateWith(labels);
	}

	wait(seconds: number): void {
		this.now += seconds * 1000;
		jest.setSystemTime(this.now + this.setting.ahead);
	}

	/** The provider takes a message, and shows it on the phone. */
	protected deliver(message: Message) {
		if ('directSend' in message && message.directSend && this.setting.direct === 'refused')
			throw new ProviderError({ name: 'Approval' } as INode, NOT_ENABLED);
		const human = HUMANS.findIndex(
			({ phone, userId }) => message.to.phone === phone || message.to.userId === userId,
		);
		const id = `wamid.${this.shown.length}`;
		const after = this.shown.filter((one) => one.human === human).at(-1)?.text ?? '';
		const base = {
			id,
			human,
			kind: message.kind,
			after,
			straight: true,
			direct: 'directSend' in message && message.directSend === true,
			question: true,
		};
		const { phone, userId } = HUMANS[human];
		const sent = { messageId: id, status: 'accepted', recipient: { phone, userId } };
		switch (message.kind) {
			case 'buttons':
			case 'list': {
				const options = message.kind === 'buttons' ? message.buttons : message.rows;
				const buttons = options.map(({ title, id: payload }) => ({ label: title, payload }));
				const made = base.direct ? this.directly(buttons) : {};
				this.shown.push({ ...base, text: message.body, buttons, ...made });
				return sent;
			}
			case 'template': {
				const { ours, theirs } = this.setting.reading;
				const straight = this.race === undefined && ours === theirs;
				const buttons = this.templateButtons(message);
				this.shown.push({ ...base, text: '', buttons, straight });
				return sent;
			}
			default: {
				const { text } = message as { text: string };
				const question = text === this.setting.question;
				this.shown.push({ ...base, text, buttons: [], question });
				return sent;
			}
		}
	}

	/** What WhatsApp makes of buttons that go out as Direct Send. */
	private directly(buttons: Shown['buttons']): Pick<Shown, 'buttons' | 'straight'> {
		const { direct, says } = this.setting;
		const payloads = buttons.map(({ payload }) => payload);
		if (direct === 'mixed') payloads.reverse();
		if (direct === 'lost') payloads.fill(undefined);
		return {
			buttons: buttons.map(({ label }, index) => ({ label, payload: payloads[index] })),
			// Without a reference only the label tells, and the message on which it stands.
			straight: direct === 'kept' || (direct === 'lost' && says.label && says.message),
		};
	}

	private templateButtons({ template, values }: Extract<Message, { kind: 'template' }>) {
		const { ours, theirs } = this.setting.reading;
		const { buttons } = this.race ?? template;
		if (this.race) this.template = this.race;
		this.race = undefined;
		const payloads = new Map<number, string>();
		positions(template.buttons, ours).forEach((button, wire) => {
			const value = values[`button.${button}`];
			const at = positions(buttons, theirs)[wire];
			if (value !== undefined && at !== undefined) payloads.set(at, value);
		});
		return buttons.flatMap(({ kind, text }, at) =>
			kind === 'quickReply' ? [{ label: text, payload: payloads.get(at) }] : [],
		);
	}

	/** What can be tapped by anybody. */
	get questions(): Shown[] {
		return this.shown.filter(({ buttons }) => buttons.length > 0);
	}

	/** Somebody taps on a button in the own chat. */
	tap(message: Shown, button: number, to: string | undefined, meaning: Meaning): void {
		const { label, payload } = message.buttons[button % message.buttons.length];
		const { says } = this.setting;
		this.did(
			message.human,
			to,
			{
				event: 'reply',
				kind: message.kind === 'template' || message.direct ? 'template' : 'button',
				replyId: payload ?? label,
				title: says.label ? label : undefined,
				context: says.message ? { messageId: message.id } : undefined,
			},
			{ meant: meaning(label), about: message },
		);
	}

	/** Somebody writes, quoting a message of the own chat or nothing. */
	write(
		human: number,
		text: string,
		quoted: Shown | undefined,
		to: string | undefined,
		meaning: Meaning,
	): void {
		const digits = /\p{N}/u.test(this.setting.question);
		const numbered = /^\d$/.test(text) && !digits && /1 = /.test(quoted?.after ?? '');
		const meant = numbered ? this.setting.choices[Number(text) - 1]?.label : meaning(text);
		this.did(
			human,
			to,
			{
				event: 'message',
				kind: 'text',
				text,
				context: quoted === undefined ? undefined : { messageId: quoted.id },
			},
			{ meant: quoted?.human === human ? meant : undefined, written: text, about: quoted },
		);
	}

	/** Somebody quotes another message, and Infobip takes it to belong to the question. */
	writeAboutOther(human: number, text: string, paired: Shown): void {
		const result = {
			from: HUMANS[human].phone,
			contact: { phoneNumber: HUMANS[human].phone, userId: HUMANS[human].userId },
			pairedMessageId: paired.id,
			message: { type: 'TEXT', text, context: { id: 'wamid.another' } },
		};
		const body = Buffer.from(JSON.stringify({ results: [result] }));
		const [{ context }] = parse({ body } as WebhookRequest) as MessageEvent[];
		this.did(human, ASKING, { event: 'message', kind: 'text', text, context }, {});
	}

	private did(
		human: number,
		to: string | undefined,
		what: object,
		meant: Pick<Deed, 'meant' | 'written' | 'about'>,
	): void {
		const event = {
			provider: 'meta',
			id: `wamid.deed-${this.deeds.length}`,
			timestamp: new Date(Math.floor(this.now / 1000) * 1000).toISOString(),
			from: HUMANS[human],
			to: to === undefined ? {} : { phoneNumberId: to },
			raw: {},
			...what,
		} as InboundEvent;
		this.deeds.push({ event, human, at: this.now, to: to ?? ASKING, ...meant });
	}

	/** WhatsApp says that a question did not arrive, because the window is closed. */
	failed({ id }: Shown): InboundEvent {
		return {
			provider: 'meta',
			event: 'status',
			status: 'failed',
			id: `${id}:failed`,
			messageId: id,
			timestamp: new Date(this.now).toISOString(),
			from: {},
			to: {},
			failure: { category: 'window', code: '131047', message: 'Closed' },
			raw: {},
		} as InboundEvent;
	}
}
