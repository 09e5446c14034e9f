import type { Table } from '../../workflows/dataTables.mts';
import type { ShopifyOrder } from './shopify.mts';

export type Data = ReturnType<typeof exampleData>;

const DIEGO = '+1 202 555 0112';
const PRIYA = '+1 202 555 0113';
const ZOHO = { contact: '3652397000000649013', deal: '3652397000000624046' };
const SALESFORCE = { contact: '0035g00000AbCdEAAV', opportunity: '0065g00000XyZwVAAV' };

/** With which columns the examples want their Data Tables, where they do not make them. */
const tables: Table[] = [
	{
		name: 'Announcement statuses',
		columns: ['messageId', 'sent', 'delivered', 'read', 'failed', 'reason'],
	},
	{
		name: 'Trello people',
		columns: ['username', 'name', 'whatsapp'],
		rows: [{ username: 'diego_lopez', name: 'Diego Lopez', whatsapp: DIEGO }],
	},
	{
		name: 'whatsapp_notices',
		columns: {
			reference: 'string',
			person: 'string',
			phone: 'string',
			email: 'string',
			notice: 'string',
			state: 'string',
			messageId: 'string',
			fallbackId: 'string',
			detail: 'string',
			sentAt: 'date',
			deadline: 'date',
			claimedAt: 'date',
			settledAt: 'date',
		},
	},
];

const dashboardColumns = [
	...['Row', 'Month', 'Template', 'Messages', 'Delivered', 'Read', 'Failed', 'Answered'],
	...['Delivery %', 'Read %', 'Minutes to answer'],
];

/** What the services hold at the start: one small company, whose people have the phones. */
export function exampleData() {
	return {
		tables,
		dashboardColumns,
		sheets: {
			People: [
				['Email', 'Name', 'WhatsApp', 'Opted out'],
				['diego@example.com', 'Diego Lopez', DIEGO, ''],
				['priya@example.com', 'Priya Nair', PRIYA, ''],
			],
			Audit: [['Time', 'Task', 'Person', 'Message ID', 'Result', 'Detail']],
			Deliveries: [
				['Message ID', 'Time', 'Announcement', 'Person', 'Result', 'Delivered', 'Read', 'Detail'],
			],
			Questions: [
				['Key', 'Person', 'WhatsApp', 'Question', 'Asked', 'Answer', 'Answered'],
				['SHIFT-1', 'Diego Lopez', DIEGO, 'Do you take the early shift on Monday?', '', '', ''],
			],
			Signatures: [
				[
					...['Time', 'Document', 'File ID', 'SHA-256', 'Requested by'],
					...['Result', 'Signatures', 'Reason', 'Message IDs', 'Detail'],
				],
			],
			Delivery: [dashboardColumns],
		},
		people: [
			{ name: 'Diego Lopez', email: 'diego@example.com' },
			{ name: 'Priya Nair', email: 'priya@example.com' },
		],
		asanaProject: '1200000000000001',
		asanaTask: (number: number) => ({
			name: `Load van ${number}`,
			dueOn: '2030-12-01',
			assignee: 'diego@example.com',
		}),
		/** The first makes cards, the second gets them. */
		members: [
			{ username: 'marta_ruiz', fullName: 'Marta Ruiz' },
			{ username: 'diego_lopez', fullName: 'Diego Lopez' },
		] as const,
		n8nOnTrello: { username: 'n8n_office', fullName: 'n8n' },
		lists: ['To Do', 'Doing', 'Done', 'Problem'],
		contacts: [{ email: 'priya@example.com', firstname: 'Priya', lastname: 'Nair' }],
		stages: ['Closed Won', 'Negotiation/Review', 'Proposal'],
		zoho: {
			contacts: {
				[ZOHO.contact]: { First_Name: 'Priya', Last_Name: 'Nair', Phone: null, Mobile: PRIYA },
			},
			deals: { [ZOHO.deal]: { Deal_Name: 'Order 2001', Stage: 'Proposal' } },
		},
		salesforce: {
			contacts: {
				[SALESFORCE.contact]: {
					FirstName: 'Priya',
					LastName: 'Nair',
					Phone: PRIYA,
					MobilePhone: null,
				},
			},
			opportunities: {
				[SALESFORCE.opportunity]: { Name: 'Order 2004', StageName: 'Proposal' },
			},
		},
		shopOrder: (name: string): ShopifyOrder => ({
			name,
			email: 'priya@example.com',
			phone: null,
			note: null,
			tags: '',
			shipping_address: {
				first_name: 'Priya',
				name: 'Priya Nair',
				address1: '7 Mill Lane',
				address2: null,
				city: 'Springfield',
				zip: '01101',
				phone: PRIYA,
			},
			line_items: [{ title: 'Desk lamp', quantity: 1 }],
		}),
		ownOrder: (order: string) => ({
			order,
			items: '1 × Desk lamp',
			customer: 'Priya Nair',
			address: '7 Mill Lane\nSpringfield',
			contactId: ZOHO.contact,
			dealId: ZOHO.deal,
		}),
	};
}
