/** n8n's queue mode with real servers: one for all scenarios, as it takes half a minute to start. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { inboxFlow, install } from '../flows.mts';
import { doubles } from './doubles.mts';
import { kills } from './kills.mts';
import { outages } from './outages.mts';
import { startQueueStack, type QueueStack } from './queueStack.mts';
import { sameInstant } from './sameInstant.mts';
import { stories } from './stories.mts';

let stack: QueueStack;
let inbox: { id: string };

beforeAll(async () => {
	stack = await startQueueStack();
	inbox = await install(stack, inboxFlow(stack));
}, 400_000);
afterAll(() => stack?.stop(), 120_000);

const given = () => stack;

describe('an approval over two webhook processes', () => stories(given));
describe('answers in the same instant at two webhook processes', () => sameInstant(given));
describe('the same event twice in the same instant', () => doubles(given, () => inbox));
describe('processes that are killed', () => kills(given));
describe('servers that are away, and processes that start', () => outages(given, () => inbox));
