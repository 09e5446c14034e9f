import type { PlayedServices } from '../../workflows/fill.mts';
import type { DeskWorld } from '../desk.mts';
import { asana } from './asana.mts';
import { type Data, exampleData } from './exampleData.mts';
import { googleDrive } from './googleDrive.mts';
import { googleSheets } from './googleSheets.mts';
import { hubspot } from './hubspot.mts';
import { jira } from './jira.mts';
import { openAi } from './openAi.mts';
import { ownShop } from './ownShop.mts';
import { pageLogin } from './pageLogin.mts';
import { powerBi } from './powerBi.mts';
import { salesforce } from './salesforce.mts';
import { shopify } from './shopify.mts';
import { startSmtp } from './smtp.mts';
import { trello } from './trello.mts';
import { twilioSms } from './twilioSms.mts';
import { zoho } from './zoho.mts';

interface ServicesOfExamples extends PlayedServices, DeskWorld {
	stop(): Promise<void>;
}

/**
 * Every service of the examples, with data that fits together: the people are those of the phones.
 *
 * @param n8nUrl whom the shop of one's own tells about orders
 */
export async function servicesOfExamples(n8nUrl: () => string): Promise<ServicesOfExamples> {
	const data = exampleData();
	const sheet = googleSheets('playground-sheet', data.sheets);
	const drive = googleDrive(['waiting', 'signed', 'refused', 'open']);
	const tasks = asana(data.people);
	const board = trello(data.n8nOnTrello, data.members, data.lists);
	const tickets = jira();
	const shop = shopify();
	const timeline = hubspot(data.contacts);
	const own = ownShop();
	const zohoCrm = zoho(data.zoho.contacts, data.zoho.deals, data.stages);
	const salesforceCrm = salesforce(
		data.salesforce.contacts,
		data.salesforce.opportunities,
		data.stages,
	);
	const sms = twilioSms();
	const post = await startSmtp();
	const dataset = powerBi(data.dashboardColumns);
	const login = pageLogin();
	const cards: string[] = [];
	const next = counter();

	const settings = (more: object = {}) => ({ Settings: { sheet: sheet.url, ...more } });
	const ofProject = (id: string) => ({ __rl: true, mode: 'list', value: id });
	return {
		services: [
			...[sheet, drive, tasks, board, tickets, shop, timeline, zohoCrm, salesforceCrm],
			...[sms, post, dataset, openAi(), own, login],
		],
		tables: data.tables,
		changes: {
			'Announcement to all staff': settings({ reportAfterMinutes: 1 }),
			'Data sync with a sheet': settings(),
			'Delivery dashboard': settings({ powerBi: dataset.url }),
			'Document sign-off': settings({
				waitingFolder: drive.folderUrl('waiting'),
				signedFolder: drive.folderUrl('signed'),
				refusedFolder: drive.folderUrl('refused'),
				openFolder: drive.folderUrl('open'),
			}),
			'Incident report': {
				'Issue Changed': { additionalFields: { filter: `project = ${tickets.project.key}` } },
				'Create Issue': {
					project: ofProject(tickets.project.id),
					issueType: ofProject(tickets.issueType.id),
				},
			},
			'Task assignment': {
				...settings(),
				'New Task': { resource: data.asanaProject, workspace: tasks.workspace },
			},
			'Task updates both ways': {
				'Board Changed': { id: board.board },
				Settings: { n8nTrelloName: data.n8nOnTrello.username },
			},
			'WhatsApp did not arrive': { Settings: { minutesToArrive: 1 } },
		},
		actions: [
			{
				label: 'Asana: a new task for Diego',
				run: () => tasks.addTask(data.asanaProject, data.asanaTask(next())),
			},
			{
				label: 'Trello: a new card for Diego',
				run: async () => {
					const [{ username: by }, { username }] = data.members;
					cards.push(await board.addCard(`Load van ${next()}`, 'To Do', by, username));
				},
			},
			{
				label: 'Trello: the newest card is done',
				run: async () => {
					const card = cards.at(-1);
					if (card) await board.moveCard(card, 'Done', data.members[0].username);
				},
			},
			{
				label: 'Jira: somebody works at the newest issue',
				run: async () => {
					const issue = tickets.issues().at(-1);
					if (issue) await tickets.setStatus(issue.key, 'In Progress');
				},
			},
			{
				label: 'Shopify: Priya orders a lamp',
				run: () => shop.placeOrder(data.shopOrder(`#${1000 + next()}`)),
			},
			{
				label: 'Own shop: Priya orders a lamp',
				run: () =>
					own.send(`${n8nUrl()}/webhook/order-delivery`, data.ownOrder(String(2000 + next()))),
			},
		],
		contents: () => ({
			...Object.fromEntries(
				Object.keys(sheet.sheets).map((name) => [`Google Sheets: ${name}`, sheet.rows(name)]),
			),
			'Trello: cards': cards.map((id) => ({ id, ...board.card(id) })),
			'Jira: issues': tickets
				.issues()
				.map(({ key, summary, status }) => ({ key, summary, status })),
			'HubSpot: tasks': timeline.tasks().map(({ metadata }) => ({ subject: metadata.subject })),
			'Zoho CRM: deals': stagesOf(data.zoho.deals, 'Stage'),
			'Salesforce: opportunities': stagesOf(data.salesforce.opportunities, 'StageName'),
			'Google Drive: files': ['waiting', 'signed', 'refused', 'open'].flatMap((folder) =>
				drive.filesIn(folder).map(({ name }) => ({ folder, name })),
			),
			'Twilio: SMS': sms.sent.map(({ to, body }) => ({ to, body })),
			'E-mails': post.mails.map(({ to, subject }) => ({ to, subject })),
			'Power BI: rows': dataset.rows,
		}),
		stop: () => post.stop(),
	};
}

const stagesOf = (
	deals: Data['zoho']['deals'] | Data['salesforce']['opportunities'],
	stage: string,
) => Object.entries(deals).map(([id, deal]) => ({ id, stage: Object(deal)[stage] }));

function counter(): () => number {
	let last = 0;
	return () => ++last;
}
