import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { numberOf } from '../../../core/number';
import { readDefaultCountry } from '../../../n8n/defaultCountry';
import { systemClock } from '../../../n8n/clock';
import { configurationError, errorFields, failureOf, mayHaveArrived } from '../../../n8n/errors';
import { senderField } from '../../../n8n/fields';
import { markAsRead } from '../../../n8n/markRead';
import { recipientNamed } from '../../../n8n/recipient';
import { readChosen, readText, withTexts } from '../../../n8n/readText';
import { resolveSender } from '../../../n8n/senders';
import { sendPatiently } from '../../../n8n/sendMessage';
import { findTemplate } from '../../../n8n/templates';
import { readCredential } from '../../../n8n/transport';
import type { Provider } from '../../../providers/provider';
import type { Message, Recipient, Template } from '../../../whatsapp/messages';
import { canonicalPerson } from '../../../whatsapp/person';
import { unusable } from '../../../whatsapp/template';
import { haltAfter, leftOut, notSent, STOPPED, type Halt } from '../../liveCheck/course';
import {
	type LiveSettings,
	type Outcome,
	type Planned,
	planOf,
	sentItem,
} from '../../liveCheck/plan';
import type { RunOperation } from '../operation';
import { liveCheckFields, liveOptionFields, type LiveOptions } from './liveCheckFields';

export const liveCheck: RunOperation = {
	resource: 'setup',
	value: 'liveCheck',
	name: 'Live Check',
	action: 'Run a live check',
	description:
		'Send each kind of message once to your own phone, and say what to answer and what is to come back',
	fields: [{ ...senderField, description: 'The WhatsApp number to check' }, ...liveCheckFields],
	async run(context, itemIndex, provider, once) {
		const to = readTo(context, itemIndex);
		const chosen = readChosen(context, 'sender', itemIndex);
		// Many items that name one phone are one check: nobody wants it twice.
		const key = `live check ${provider.id} ${chosen} ${canonicalPerson(to)}`;
		const { askedBy, items } = await once(key, async () => ({
			askedBy: itemIndex,
			items: await sendAll(context, itemIndex, provider, to),
		}));
		return askedBy === itemIndex ? items.map((json) => ({ json })) : [];
	},
};

const optionsOf = (context: IExecuteFunctions, itemIndex: number): LiveOptions =>
	withTexts(context.getNodeParameter('options', itemIndex, {}) as LiveOptions, liveOptionFields);

function readTo(context: IExecuteFunctions, itemIndex: number): Recipient {
	const typed = readText(context, 'to', itemIndex);
	const { defaultCountry = '' } = optionsOf(context, itemIndex);
	const country = readDefaultCountry(context.getNode(), defaultCountry, itemIndex);
	return recipientNamed(context, 'To', typed, country, itemIndex);
}

async function readSettings(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
): Promise<LiveSettings & { pause: number }> {
	const { seconds = 3, flow = '', ...links } = optionsOf(context, itemIndex);
	const pause = numberOf(seconds);
	if (!(pause >= 0 && pause <= 60)) {
		throw configurationError(
			context.getNode(),
			'"Seconds Between Messages" is no number from 0 to 60',
			'Give a number of seconds',
			itemIndex,
		);
	}
	return {
		run: systemClock.now().toString(36),
		answering: readText(context, 'messageId', itemIndex).trim(),
		links: {
			audio: links.audioLink,
			document: links.documentLink,
			image: links.imageLink,
			sticker: links.stickerLink,
			video: links.videoLink,
		},
		flow: flow.trim(),
		template: await readTemplate(context, itemIndex, provider),
		pause: pause * 1000,
	};
}

/** @throws NodeOperationError for one that cannot be sent: the user wants it to be checked */
async function readTemplate(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
): Promise<Template | undefined> {
	const chosen = readChosen(context, 'template', itemIndex);
	if (chosen === '') return undefined;
	const template = await findTemplate(context, provider, chosen);
	const problem = unusable(chosen, template);
	if (problem === undefined) return template;
	throw configurationError(context.getNode(), problem.message, problem.hint, itemIndex);
}

async function sendAll(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
	to: Recipient,
): Promise<IDataObject[]> {
	const settings = await readSettings(context, itemIndex, provider);
	const from = await resolveSender(context, provider, readChosen(context, 'sender', itemIndex));
	const items: IDataObject[] = [];
	let halt: Halt | undefined;
	let sentBefore = false;
	for (const planned of planOf(provider, settings)) {
		if (context.getExecutionCancelSignal?.()?.aborted) halt = STOPPED;
		let outcome: Outcome;
		const sentAt = () => new Date(systemClock.now()).toISOString();
		let at = sentAt();
		if (planned.leftOut !== undefined) outcome = leftOut(planned.leftOut);
		else if (halt?.concerns(planned.kind)) outcome = notSent(halt);
		else {
			if (sentBefore) await systemClock.sleep(settings.pause);
			sentBefore = true;
			at = sentAt();
			outcome = await attempt(context, provider, planned, { from, to }, settings.answering);
			halt = haltAfter(outcome) ?? halt;
		}
		const about = { run: settings.run, to, sentAt: at };
		items.push(sentItem(planned, outcome, provider, about) as unknown as IDataObject);
	}
	return items;
}

/** Sends one message; a refusal is a result like any other. */
async function attempt(
	context: IExecuteFunctions,
	provider: Provider,
	{ content, reference }: Planned,
	addressing: Pick<Message, 'from' | 'to'>,
	answering: string,
): Promise<Outcome> {
	try {
		if (content === 'read') {
			const typing = provider.supports.typing === true;
			const receipt = { from: addressing.from, messageId: answering, typing };
			const credential = await readCredential(context, provider);
			await markAsRead(context, provider, receipt, credential);
			return { status: 'accepted' };
		}
		const referred = provider.supports.reference === undefined ? {} : { reference };
		const message = { ...content, ...addressing, ...referred } as Message;
		const { messageId } = await sendPatiently(context, provider, message);
		return { status: 'accepted', messageId };
	} catch (error) {
		const { error: reason, hint } = errorFields(error);
		const failure = failureOf(error);
		return {
			status: mayHaveArrived(error) ? 'unknown' : 'refused',
			reason: String(reason),
			hint: String(hint ?? ''),
			...(failure && { failure: { code: failure.code, category: failure.category } }),
		};
	}
}
