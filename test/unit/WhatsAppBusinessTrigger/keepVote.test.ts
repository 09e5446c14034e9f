import type { IWebhookFunctions } from 'n8n-workflow';
import { keepVote } from '../../../nodes/WhatsAppBusinessTrigger/keepVote';
import type { Resumption } from '../../../nodes/WhatsAppBusinessTrigger/waitingAnswer';
import {
	type HandOver,
	resumeApproval,
} from '../../../nodes/WhatsAppBusinessTrigger/waitingExecution';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => {},
}));
jest.mock('../../../nodes/WhatsAppBusinessTrigger/waitingExecution');

const handOver = { path: '/1/node?signature=x' } as HandOver;
const context = {} as IWebhookFunctions;

/** What n8n says, in this order. @returns what it was asked: `?` whether it would take the vote, `!` to take it */
function says(...outcomes: Resumption[]): string[] {
	const asked: string[] = [];
	jest.mocked(resumeApproval).mockImplementation(async (_context, { rehearsal, path }) => {
		expect(path).toBe(handOver.path);
		asked.push(rehearsal !== undefined ? '?' : '!');
		return { outcome: outcomes[asked.length - 1], notes: [], byN8n: true };
	});
	return asked;
}

it.each<[string, Resumption[], string[], Resumption | undefined]>([
	['stays on record', ['declined', 'declined', 'declined'], ['?', '?', '?'], undefined],
	[
		'was written over once',
		['open', 'noted', 'declined', 'declined'],
		['?', '!', '?', '?'],
		'noted',
	],
	[
		'was written over twice',
		['open', 'noted', 'open', 'noted', 'declined'],
		['?', '!', '?', '!', '?'],
		'noted',
	],
	[
		'was written over late',
		['declined', 'declined', 'open', 'noted'],
		['?', '?', '?', '!'],
		'noted',
	],
	['was the last that was needed', ['open', 'over', 'late'], ['?', '!', '?'], 'over'],
	['is not needed any more, as it is over', ['late'], ['?'], undefined],
	['cannot be looked for, as n8n does not answer', ['again'], ['?'], 'again'],
	['cannot be handed over again', ['open', 'again', 'again'], ['?', '!', '?'], 'again'],
])('a vote that %s', async (_what, outcomes, expected, kept) => {
	const asked = says(...outcomes);
	expect((await keepVote(context, handOver))?.outcome).toBe(kept);
	expect(asked).toEqual(expected);
});
