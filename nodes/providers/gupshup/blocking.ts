import type { Recipient } from '../../whatsapp/messages';
import type { Credential, HttpRequest } from '../http';
import { blockBody, failed } from '../meta/blocking';
import type { Blocking } from '../resources';
import { gupshupCredential } from './account';

/**
 * Meta's body under addresses of Gupshup's own. The list of blocked people is documented for partners only.
 *
 * @see https://docs.gupshup.io/reference/block-unblock-user
 * @see https://docs.gupshup.io/reference/unblock-user
 */
export const blocking: Blocking = {
	block: (person, _from, credential) => change('block', person, credential),
	unblock: (person, _from, credential) => change('unblock', person, credential),
	failed,
};

function change(what: 'block' | 'unblock', person: Recipient, credential: Credential): HttpRequest {
	const { baseUrl, appId } = gupshupCredential(credential);
	return {
		method: 'POST',
		url: `${baseUrl}/wa/app/${encodeURIComponent(appId)}/user/${what}`,
		body: blockBody(person),
	};
}
