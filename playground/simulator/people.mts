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
