import type { Request } from 'express';

import type { CredentialInput } from '../../workflows/n8nRest.mts';

const TOKEN = 'google-stand-in-token';

/** A credential of somebody who has signed in with Google already. */
export function googleCredential(name: string, type: string): CredentialInput {
	return {
		name,
		type,
		data: {
			clientId: 'stand-in.apps.googleusercontent.com',
			clientSecret: 'stand-in',
			oauthTokenData: {
				access_token: TOKEN,
				refresh_token: 'google-stand-in-refresh',
				token_type: 'Bearer',
				expires_in: 3599,
			},
		},
	};
}

export const isGoogleToken = ({ headers }: Request): boolean =>
	headers.authorization === `Bearer ${TOKEN}`;
