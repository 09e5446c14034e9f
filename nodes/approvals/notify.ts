import type { Credential } from '../providers/http';
import type { Provider } from '../providers/provider';
import type { Note } from './protocol';
import { sendMessage } from '../n8n/sendMessage';
import type { Caller } from '../n8n/transport';

/**
 * Sends a note about an approval. One that does not go out changes nothing about the decision, so that
 * is noted in n8n's log only.
 *
 * @param credential the credential, where it has been read already
 */
export async function sendNote(
	caller: Caller,
	provider: Provider,
	from: string,
	{ to, text }: Note,
	credential?: Promise<Credential>,
): Promise<void> {
	try {
		await sendMessage(
			caller,
			provider,
			{ kind: 'text', from, to, text },
			undefined,
			await credential,
		);
	} catch (error) {
		caller.logger.warn(`A note about an approval was not sent: ${(error as Error).message}`);
	}
}
