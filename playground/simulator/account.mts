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

/** The people who hold the phones. Numbers are from the range kept for fiction (555-0100 to 555-0199); names are invented. */

export interface SimulatedPerson {
	id: string;
	name: string;
	role: string;
	/** Absent for someone who hides the number behind a username (M:business-scoped-user-ids). */
	phone?: string;
	username?: string;
	/** BSUID. */
	userId: string;
	avatarColour: string;
}

export const defaultPeople: SimulatedPerson[] = [
	{
		id: 'marta',
		name: 'Marta Ruiz',
		role: 'Manager',
		phone: '+1 202 555 0111',
		userId: 'US.1000000000000001',
		avatarColour: '#7c5cbf',
	},
	{
		id: 'diego',
		name: 'Diego Lopez',
		role: 'Driver',
		phone: '+1 202 555 0112',
		userId: 'US.1000000000000002',
		avatarColour: '#d9772b',
	},
	{
		id: 'priya',
		name: 'Priya Nair',
		role: 'Customer',
		phone: '+1 202 555 0113',
		userId: 'US.1000000000000003',
		avatarColour: '#c2406b',
	},
	{
		id: 'sam',
		name: 'Sam',
		role: 'Username only',
		username: '@sam',
		userId: 'US.1000000000000004',
		avatarColour: '#2f7fb5',
	},
];
