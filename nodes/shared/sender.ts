import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Provider, Sender } from '../providers/types';
import { providerById } from '../providers';
import { mistake } from './callProblem';
import { listAll } from './listAll';
import type { Caller } from './transport';

/** The numbers of the account, for the field "From". */
export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const provider = providerById(this.getCurrentNodeParameter('provider') as string);
	const senders = provider.senders ? await listAll(this, provider, provider.senders) : [];
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
 * @param chosen what the builder chose; empty means the account's only number
 * @throws NodeOperationError when the account has none or several to choose from
 */
export async function resolveSender(
	caller: Caller,
	provider: Provider,
	chosen: string,
): Promise<string> {
	if (chosen !== '') return chosen;
	const senders = provider.senders ? await listAll(caller, provider, provider.senders) : [];
	if (senders.length === 1) return senders[0].id;
	const message =
		senders.length === 0
			? 'This WhatsApp account has no phone number'
			: `This WhatsApp account has ${senders.length} phone numbers`;
	const names = senders.map(label).join(', ');
	throw mistake(
		caller.getNode(),
		message,
		senders.length === 0
			? 'Add a number in WhatsApp Manager'
			: `Choose the number in the field "From": ${names}`,
	);
}

function label({ name, phone }: Sender): string {
	return `${name} (${phone})`;
}
