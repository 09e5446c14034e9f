import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Provider, Sender } from '../providers/provider';
import { providerById } from '../providers';
import { configurationError } from './errors';
import { listAll } from './lists';
import { readCredential, type Caller } from './transport';

/** The numbers of the account, for the field "From". */
export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const provider = providerById(this.getCurrentNodeParameter('provider') as string);
	const senders = await readSenders(this, provider);
	const wanted = (filter ?? '').toLowerCase();
	return {
		results: senders
			.map((sender) => ({ name: label(sender), value: sender.id }))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}

/**
 * The number to send from or to listen on.
 *
 * @param chosen what the builder chose; empty means the credential's or the account's only number
 * @throws NodeOperationError when the account has none or several to choose from
 */
export async function resolveSender(
	caller: Caller,
	provider: Provider,
	chosen: string,
): Promise<string> {
	if (chosen !== '') return chosen;
	const own = provider.sender?.(await readCredential(caller, provider));
	if (own !== undefined) return own.id;
	const senders = await readSenders(caller, provider);
	if (senders.length === 1) return senders[0].id;
	const message =
		senders.length === 0
			? 'This WhatsApp account has no phone number'
			: `This WhatsApp account has ${senders.length} phone numbers`;
	const names = senders.map(label).join(', ');
	throw configurationError(
		caller.getNode(),
		message,
		senders.length === 0
			? 'Add a number at the provider, or name it in the credential'
			: `Choose the number in the field "From": ${names}`,
	);
}

/** The number that the credential names, then those of the account. */
async function readSenders(caller: Caller, provider: Provider): Promise<Sender[]> {
	const own = provider.sender?.(await readCredential(caller, provider));
	const listed = provider.senders ? await listAll(caller, provider, provider.senders) : [];
	return [...(own ? [own] : []), ...listed.filter(({ id }) => id !== own?.id)];
}

function label({ name, phone }: Sender): string {
	return phone === '' ? name : `${name} (${phone})`;
}
