/** The business side of the simulation: one app, one WABA, its numbers. All values are fictional. */

export interface SimulatedPhoneNumber {
	id: string;
	displayPhoneNumber: string;
	verifiedName: string;
}

export interface SimulatedAccount {
	accessToken: string;
	appId: string;
	appSecret: string;
	wabaId: string;
	businessName: string;
	verifyTokenHint: string;
	phoneNumbers: SimulatedPhoneNumber[];
	graphVersions: string[];
}

export const defaultAccount: SimulatedAccount = {
	accessToken: 'EAAPLAYGROUNDTOKEN',
	appId: '100000000000001',
	appSecret: 'playground-app-secret',
	wabaId: '200000000000002',
	businessName: 'Rio Logistics',
	verifyTokenHint: 'playground-verify-token',
	phoneNumbers: [
		{
			id: '300000000000003',
			displayPhoneNumber: '+1 202 555 0100',
			verifiedName: 'Rio Logistics',
		},
	],
	graphVersions: ['v19.0', 'v20.0', 'v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0'],
};

/** An app access token is the two values joined by a bar (G:reference/app/subscriptions). */
export function appAccessToken(account: SimulatedAccount): string {
	return `${account.appId}|${account.appSecret}`;
}

export function digitsOf(phone: string): string {
	return phone.replace(/\D/g, '');
}
