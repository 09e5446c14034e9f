import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { ask } from '../../../../nodes/WhatsAppBusinessApproval/ask';
import {
	askAgain,
	askByTemplate,
	askDirectly,
	askReason,
} from '../../../../nodes/WhatsAppBusinessApproval/ask/followUps';
import type { Asking } from '../../../../nodes/WhatsAppBusinessApproval/ask/question';
import { askPerson } from '../../../../nodes/WhatsAppBusinessApproval/ask/reach';
import { lookUpTemplate } from '../../../../nodes/WhatsAppBusinessApproval/ask/template';
import { applyEvents } from '../../../../nodes/WhatsAppBusinessApproval/decide/apply';
import { refusedSend } from '../../../../nodes/WhatsAppBusinessApproval/ask/failure';
import { unreachable } from '../../../../nodes/WhatsAppBusinessApproval/decide/otherEvents';
import { reject } from '../../../../nodes/WhatsAppBusinessApproval/decide/reject';
import type { ApprovalState, Outcome } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { findTemplate } from '../../../../nodes/n8n/templates';
import { sendMessage, sendPatiently } from '../../../../nodes/n8n/sendMessage';
import { providerById } from '../../../../nodes/providers';
import type { InboundEvent } from '../../../../nodes/whatsapp/events';
import type { Recipient } from '../../../../nodes/whatsapp/messages';
import { state as example } from '../asked';
import { type Deed, Phones } from './phones';
import { ASKING, HUMANS, MINUTES_UNTIL_DEADLINE, type Setting } from './setting';

const identity = ({ human, by }: Setting['people'][number]): Recipient => ({
	[by]: HUMANS[human][by],
});

/** The same chats, with an approval in n8n that asks in them. */
export class Chats extends Phones {
	state!: ApprovalState;
	over?: Outcome;
	/** Whose answer was taken; that it may be is looked at by itself. */
	readonly answeredBy = new Set<number>();

	constructor(setting: Setting, labels: readonly string[]) {
		super(setting, labels);
		jest.mocked(findTemplate).mockImplementation(async () => this.template);
		for (const send of [sendMessage, sendPatiently]) {
			jest
				.mocked(send)
				.mockImplementation(async (_caller, _provider, message) => this.deliver(message));
		}
	}

	/** By n8n's clock, from when the question is asked; it has no milliseconds to round. */
	deadline = 0;
	askedAt = 0;

	/** The node runs for the first time. @returns was anybody asked? */
	async ask(): Promise<boolean> {
		this.askedAt = this.now;
		this.deadline = this.now + this.setting.ahead + MINUTES_UNTIL_DEADLINE * 60_000;
		const { people, excluded, rule, voting, sendAs, question, choices, reasonMinutes, direct } =
			this.setting;
		const settings = {
			...example,
			rule,
			voting,
			sendAs,
			question,
			choices,
			reasonMinutes,
			directSend: direct !== 'off' && sendAs === 'automatic',
			template: sendAs === 'interactive' ? '' : 'request|en',
			texts: { ...example.texts, notUnderstood: 'Please answer: {answers}' },
			deadline: new Date(this.deadline).toISOString(),
		};
		try {
			const request = {
				provider: providerById('meta'),
				sender: ASKING,
				people: people.map(identity),
				excluded: excluded.map(identity),
				preflight: false,
				settings,
			};
			[this.state] = await ask(this.context, [request]);
			return true;
		} catch (error) {
			expect(error).toBeInstanceOf(NodeOperationError);
			return false;
		}
	}

	private readonly context = {
		getExecutionId: () => example.executionId,
		getNode: () => ({ id: example.nodeId, name: 'Approval', type: 'x' }),
		getSignedResumeUrl: () => `https://n8n.example.com/x?signature=${example.signature}`,
		getInputData: () => [{ json: {} }],
		getNodeParameter: (_name: string, _item: number, fallback: unknown) => fallback,
		runExecutionData: { executionData: { contextData: {} } },
		// No trigger can be told of a question here.
		logger: { warn() {} },
	} as unknown as IExecuteFunctions;

	/** A webhook reaches the waiting approval, and what it asks for is done. */
	async hand(event: InboundEvent): Promise<void> {
		if (this.over !== undefined) return;
		const transition = applyEvents([event], this.state, new Date());
		if (transition.kind === 'finish') this.over = transition.outcome;
		if (transition.kind !== 'goOn') return;
		const { tasks } = transition.state;
		this.state = { ...transition.state, tasks: [] };
		for (const { do: task, who } of tasks) {
			const asking = await this.carryOut(task, who);
			if (asking !== undefined) this.settle(asking, who);
		}
	}

	/** Whom nothing has reached is out, as in resume/continue.ts. */
	private settle({ state, error }: Asking, who: number): void {
		this.state = state;
		if (error === undefined) return;
		const step = unreachable(state, who, refusedSend(error));
		if (step.kind === 'finish') this.over = step.outcome;
		else this.state = step.state;
	}

	private async carryOut(task: string, who: number): Promise<Asking | undefined> {
		const [context, provider] = [this.context, providerById('meta')];
		switch (task) {
			case 'ask': {
				const { template } = await lookUpTemplate(context, provider, this.state);
				if (this.state.sendAs === 'template' && template === undefined) return undefined;
				return await askPerson(context, provider, this.state, who, template);
			}
			case 'askDirectly': {
				const { template } = await lookUpTemplate(context, provider, this.state);
				return await askDirectly(context, provider, this.state, who, template).catch(
					() => undefined,
				);
			}
			case 'askByTemplate':
				return await askByTemplate(context, provider, this.state, who).catch(() => undefined);
			case 'askAgain':
				return await askAgain(context, provider, this.state, who);
			default:
				return { state: await askReason(context, provider, this.state, who) };
		}
	}

	/** n8n looks at its clock. */
	look(): void {
		if (this.over !== undefined) return;
		const { rejection } = this.state;
		const until = rejection === undefined ? this.deadline : Date.parse(rejection.until);
		if (Date.now() < until) return;
		this.over =
			rejection === undefined ? { decision: 'noAnswer', history: [] } : reject(this.state).outcome;
	}

	/** Did this deed come in time, for a person who may decide, to the number that asked? */
	counts({ human, at, to }: Deed): boolean {
		const { people, excluded } = this.setting;
		return (
			people.some((one) => one.human === human) &&
			!excluded.some((one) => one.human === human) &&
			Math.floor(at / 1000) * 1000 <= this.deadline &&
			to === ASKING
		);
	}
}
