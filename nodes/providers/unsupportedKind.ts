import type { Message } from '../whatsapp/messages';

/**
 * For kinds of message that a provider does not carry; `supports` refuses them before `send` is asked.
 *
 * @throws RangeError always
 */
export function unsupportedKind({ kind }: Message): never {
	throw new RangeError(`Messages of the kind "${kind}" are not carried`);
}
