import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { isSuccess } from '../../../core/http';
import type { OncePerRun } from '../../../n8n/cache';
import { defaultCountryField, numberHint, readDefaultCountry } from '../../../n8n/defaultCountry';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { senderField } from '../../../n8n/fields';
import { recipientNamed } from '../../../n8n/recipient';
import { readChosen, readText } from '../../../n8n/readText';
import { resolveSender } from '../../../n8n/senders';
import { call, readCredential } from '../../../n8n/transport';
import type { Provider } from '../../../providers/provider';
import type { Recipient } from '../../../whatsapp/messages';
import { offered } from '../operation';

/** @param who the person is, e.g. `Who is to be blocked` */
export const personFields = (who: string): INodeProperties[] => [
	{ ...senderField, description: 'The WhatsApp number that the person writes to' },
	{
		displayName: 'Person',
		name: 'person',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		description: `${who}: phone number with country code, or a WhatsApp user ID`,
	},
	{
		displayName: 'Options',
		name: 'personOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [defaultCountryField],
	},
];

/** The person of one item. @throws NodeOperationError for what names nobody */
function readPerson(context: IExecuteFunctions, itemIndex: number, provider: Provider): Recipient {
	const node = context.getNode();
	const named = readText(context, 'personOptions.defaultCountry', itemIndex);
	const country = readDefaultCountry(node, named, itemIndex);
	const given = readText(context, 'person', itemIndex);
	if (given.trim() === '') {
		const hint = numberHint('Person', given, country);
		throw configurationError(node, 'Person is empty', hint, itemIndex);
	}
	const person = recipientNamed(context, 'Person', given, country, itemIndex);
	if (person.phone === undefined && !provider.supports.userIds) {
		throw configurationError(
			node,
			`${provider.name} knows people by their phone number only, not by user ID`,
			'Give the phone number of this person with its country code',
			itemIndex,
		);
	}
	return person;
}

/**
 * Blocks or unblocks the person of one item.
 *
 * @throws NodeOperationError where the provider cannot, or nobody is named
 * @throws NodeApiError where it refuses, also for this person alone
 */
export async function changeBlock(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
	once: OncePerRun,
	what: 'block' | 'unblock',
): Promise<Array<Pick<INodeExecutionData, 'json'>>> {
	const blocking = offered(provider.blocking, context, itemIndex, provider, `${what} people`);
	const person = readPerson(context, itemIndex, provider);
	const chosen = readChosen(context, 'sender', itemIndex);
	const from = await once(`sender ${chosen}`, () => resolveSender(context, provider, chosen));
	const credential = await once('credential', () => readCredential(context, provider));
	const { status, body } = await call(context, provider, blocking[what](person, from, credential));
	const failure =
		blocking.failed(body) ?? (isSuccess(status) ? undefined : provider.failure(status, body));
	if (failure !== undefined) throw new ProviderError(context.getNode(), failure, itemIndex);
	return [{ json: { ...person, blocked: what === 'block', from } }];
}
