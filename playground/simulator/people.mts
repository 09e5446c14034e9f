/** The people who hold the phones. Numbers are from ranges nobody is given; names are invented. */

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
		phone: '+34 600 000 001',
		userId: 'ES.1000000000000001',
		avatarColour: '#7c5cbf',
	},
	{
		id: 'diego',
		name: 'Diego Lopez',
		role: 'Driver',
		phone: '+34 600 000 002',
		userId: 'ES.1000000000000002',
		avatarColour: '#d9772b',
	},
	{
		id: 'priya',
		name: 'Priya Nair',
		role: 'Customer',
		phone: '+91 90000 00003',
		userId: 'IN.1000000000000003',
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
