/** What the example "Lost approvals" reads of an execution that a fault ended, of one request and of several. */
import { expect, it } from '@jest/globals';
import { readExamples } from '../../playground/workflows/importWorkflows.mts';
import { assignmentsOf } from '../../playground/workflows/exampleChanges.mts';

const example = readExamples().find(({ name }) => name === 'Lost approvals')!;
const [, open] = /^=\{\{ (.*) \}\}$/s.exec(
	String(
		assignmentsOf(example.nodes.find(({ name }) => name === 'What n8n Kept')!).find(
			({ name }) => name === 'open',
		)!.value,
	),
)!;
const read = new Function('$json', `return ${open}`) as (execution: object) => object;

const kept = (state: object) => ({
	data: {
		executionData: { contextData: { 'node:Ask': { whatsAppApproval: JSON.stringify(state) } } },
	},
});
const request = (question: string, more = {}) => ({
	question,
	history: [{ event: 'asked', text: question }],
	...more,
});

it.each([
	['nothing', {}, {}],
	['one request', kept(request('Tyres?')), request('Tyres?')],
	[
		'several, of which one is decided',
		kept({
			version: 4,
			requests: [request('Tyres?', { ended: {} }), request('Glass?'), request('Oil?')],
		}),
		{
			question: 'Glass? / Oil?',
			history: ['Tyres?', 'Glass?', 'Oil?'].flatMap((one) => request(one).history),
		},
	],
])('%s', (_what, execution, expected) => {
	expect(read(execution)).toEqual(expected);
});
