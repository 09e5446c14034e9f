import type { IExecuteFunctions } from 'n8n-workflow';
import { postTest, REFUSED_PROOF } from '../../approvals/callTrigger';
import { isSuccess } from '../../core/http';
import { configurationError } from '../../n8n/errors';
import { waitingBaseOf } from '../../n8n/signedResumeUrl';
import { credentialName } from '../../n8n/transport';
import type { Credential, WebhookRequest } from '../../providers/http';
import type { Provider } from '../../providers/provider';

/** A webhook without any proof, which tells whether a credential could verify one at all. */
const UNPROVEN: WebhookRequest = {
	method: 'POST',
	url: 'https://localhost/',
	headers: {},
	query: {},
	body: Buffer.alloc(0),
};

/** @throws NodeOperationError where the credential lacks what proves webhooks: every answer would be refused */
export function requireSecret(
	context: IExecuteFunctions,
	provider: Provider,
	credential: Credential,
): void {
	const verified = provider.verify(UNPROVEN, credential);
	if (verified.ok || !verified.secretMissing) return;
	throw configurationError(
		context.getNode(),
		`An answer could not be verified, so nobody was asked. ${verified.reason} ("${credentialName(context, provider)}")`,
		`Fill in the ${provider.webhooks.secretName} in this credential, or choose the one that the trigger uses`,
	);
}

/**
 * Could this node verify the webhooks that the trigger lets in? A test webhook, proven with this node's
 * credential, is posted to the trigger: only who has the same secret lets it in.
 *
 * @param here does the trigger answer at the address inside?
 * @throws NodeOperationError where the trigger refuses it: the approval would refuse every answer as well
 */
export async function checkProof(
	context: IExecuteFunctions,
	provider: Provider,
	credential: Credential,
	callback: string,
	here: boolean,
): Promise<void> {
	// What is proven with the credential's secret goes to nobody who only says to be this n8n.
	if (!callback.startsWith(waitingBaseOf(context).replace(/[^/]*$/, ''))) return;
	const test = provider.selfTest?.(credential, callback, true);
	if (test === undefined) return;
	const { status, body } = await postTest(context, test, here);
	if (isSuccess(status)) return;
	const { secretName } = provider.webhooks;
	// Other words of the same status are those of something that stands before n8n.
	if (status !== 401 || body !== REFUSED_PROOF) {
		context.logger.warn(
			`WhatsApp Business Approval: whether the ${secretName} is that of the trigger is not known (HTTP ${status})`,
		);
		return;
	}
	throw configurationError(
		context.getNode(),
		`The credential "${credentialName(context, provider)}" has another ${secretName} than the trigger on this number, so its answers could not be verified, and nobody was asked`,
		`Choose the same credential here and in the WhatsApp Business Trigger, or put the ${secretName} that the provider uses into both`,
	);
}
