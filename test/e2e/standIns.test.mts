import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import express from 'express';
import { outputsOf } from '../../playground/workflows/executionData.mts';
import { flow, install, start, webhookStart } from './flows.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

let stack: Stack;
beforeAll(async () => {
	const tasks = express().get('/tasks/1', (_request, response) => response.json({ name: 'Load' }));
	stack = await startStack({ standIns: { 'api.example-host.test': tasks } });
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

async function resultOf(url: string) {
	const ask = {
		name: 'Ask',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { url, options: {} },
		onError: 'continueRegularOutput' as const,
	};
	const workflow = await install(
		stack,
		flow(url, [webhookStart(randomUUID()), ask], { Start: [['Ask']] }),
	);
	await start(stack, workflow);
	const execution = await executionIn(stack, workflow.id, 'success');
	return outputsOf(execution, 'Ask')[0]![0]!.json;
}

it('n8n finds a stand-in under its real name, and no other host', async () => {
	expect(await resultOf('https://api.example-host.test/tasks/1')).toEqual({ name: 'Load' });
	const other = await resultOf('https://other.example-host.test/');
	expect(JSON.stringify(other)).toContain('nothing stands in for it');
}, 60_000);
