import type { IHookFunctions } from 'n8n-workflow';
import { providerById } from '../providers';
import type {
	Provider,
	Registration,
	RegistrationMemory,
	RegistrationSettings,
} from '../providers/provider';
import { configurationError } from '../n8n/errors';
import { resolveSender } from '../n8n/senders';
import { converse, readCredential } from '../n8n/transport';
import { refuseUnreadable } from './checkSettings';
import { MANUAL } from './description';
import { ownBaseUrl, readOptions, readSender } from './parameters';

/** The provider and its registration, unless the builder pastes the URL. */
function chosen(hook: IHookFunctions): { provider: Provider; registration?: Registration } {
	const provider = providerById(hook.getNodeParameter('provider') as string);
	const manual = hook.getNodeParameter('receive') === MANUAL;
	return { provider, registration: manual ? undefined : provider.registration };
}

async function readSettings(
	hook: IHookFunctions,
	provider: Provider,
	registration: Registration,
): Promise<RegistrationSettings> {
	const scope = hook.getNodeParameter('receive') as string;
	const choice = registration.choices.find(({ value }) => value === scope);
	if (choice === undefined) {
		throw configurationError(
			hook.getNode(),
			`"Receive" is set to something that ${provider.name} does not offer`,
			'Choose again in the field "Receive"',
		);
	}
	const callbackUrl = hook.getNodeWebhookUrl('default') ?? '';
	return {
		scope,
		senderId: choice.needsSender
			? await resolveSender(hook, provider, readSender(hook))
			: undefined,
		callbackUrl,
		ownBaseUrl: ownBaseUrl(callbackUrl),
		replace: readOptions(hook).replace,
		temporary: hook.getMode() === 'manual',
	};
}

/** Does the provider call exactly this trigger already? */
export async function isRegistered(hook: IHookFunctions): Promise<boolean> {
	refuseUnreadable(hook);
	const { provider, registration } = chosen(hook);
	if (registration === undefined) return true;
	// A test run has to note what it replaces, so it always goes through `register`.
	if (hook.getMode() === 'manual') return false;
	const credential = await readCredential(hook, provider);
	const settings = await readSettings(hook, provider, registration);
	const data = hook.getWorkflowStaticData('node');
	return (
		data.registration !== undefined &&
		(await converse(hook, provider, registration.check(credential, settings)))
	);
}

/** Makes the provider call this trigger. @throws NodeOperationError naming the broken link */
export async function register(hook: IHookFunctions): Promise<boolean> {
	refuseUnreadable(hook);
	const { provider, registration } = chosen(hook);
	if (registration === undefined) return true;
	const credential = await readCredential(hook, provider);
	const settings = await readSettings(hook, provider, registration);
	const result = await converse(hook, provider, registration.activate(credential, settings));
	if (!result.ok) throw configurationError(hook.getNode(), result.message, result.hint);
	hook.getWorkflowStaticData('node').registration = result.value;
	return true;
}

/** Takes away what `register` set. A provider that does not let go is noted in n8n's log. */
export async function unregister(hook: IHookFunctions): Promise<boolean> {
	const data = hook.getWorkflowStaticData('node');
	const remembered = data.registration as unknown as RegistrationMemory | undefined;
	const { provider, registration: chosenNow } = chosen(hook);
	const { registration } = provider;
	// Nothing was set by a pasted URL, unless "Receive" was another before.
	if (registration === undefined || (!remembered && !chosenNow)) return true;
	const credential = await readCredential(hook, provider);
	// n8n keeps these data for the whole workflow, and whoever writes last wins: an execution that began
	// before the trigger was published takes the memory away. The provider knows what it calls.
	const memory = remembered ?? (await readSettings(hook, provider, registration));
	const result = await converse(hook, provider, registration.deactivate(credential, memory));
	delete data.registration;
	if (!result.ok) {
		hook.logger.warn(
			`WhatsApp Business Trigger: the callback could not be taken back. ${result.message}. ${result.hint}`,
		);
	}
	return result.ok;
}
