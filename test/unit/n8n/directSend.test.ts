import type { INode } from 'n8n-workflow';
import { lacksDirectSend, learnDirectSend } from '../../../nodes/n8n/directSend';
import { ProviderError } from '../../../nodes/n8n/errors';
import { meta } from '../../../nodes/providers/meta';
import { failure } from '../../../nodes/providers/meta/failure';

const refusal = (code: number) =>
	new ProviderError({ name: 'Ask' } as INode, failure(400, { error: { code, message: 'No' } }));

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it.each([100, 139200])('%i tells that a number has not got it, for an hour', (code) => {
	const from = `number ${code}`;
	expect(lacksDirectSend(meta, from)).toBe(false);
	expect(learnDirectSend(meta, from, refusal(code))).toBe(true);
	expect(lacksDirectSend(meta, from)).toBe(true);
	expect(lacksDirectSend(meta, 'another number')).toBe(false);
	jest.advanceTimersByTime(3_600_000);
	expect(lacksDirectSend(meta, from)).toBe(false);
});

it.each([131026, 130429])('%i says nothing of that', (code) => {
	expect(learnDirectSend(meta, 'number', refusal(code))).toBe(false);
	expect(learnDirectSend(meta, 'number', new Error('lost'))).toBe(false);
	expect(lacksDirectSend(meta, 'number')).toBe(false);
});
