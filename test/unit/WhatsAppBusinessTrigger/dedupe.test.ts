import type { IDataObject } from 'n8n-workflow';
import {
	claim,
	onRecord,
	record,
	release,
	standing,
} from '../../../nodes/WhatsAppBusinessTrigger/dedupe';

let number = 0;
/** Each test its own node: the process remembers across them. */
const newNode = () => `workflow/node-${++number}/webhook`;
const NOW = 1_790_000_000_000;

describe('an event', () => {
	it('is new, then busy while it is handled, then seen once it is on record', () => {
		const [node, data]: [string, IDataObject] = [newNode(), {}];
		expect(standing(onRecord(data), node, 'wamid.1', NOW)).toBe('new');
		claim(node, 'wamid.1', NOW);
		expect(standing(onRecord(data), node, 'wamid.1', NOW + 1)).toBe('busy');
		record(data, node, ['wamid.1']);
		expect(standing(onRecord(data), node, 'wamid.1', NOW + 2)).toBe('seen');
	});

	it('is busy, not seen, for a request whose data is older than the record', () => {
		const [node, older]: [string, IDataObject] = [newNode(), {}];
		claim(node, 'wamid.1', NOW);
		record({}, node, ['wamid.1']);
		expect(standing(onRecord(older), node, 'wamid.1', Date.now())).toBe('busy');
	});

	it('is new again when handling it failed, or was never finished', () => {
		const node = newNode();
		claim(node, 'wamid.1', NOW);
		release(node, 'wamid.1');
		expect(standing(onRecord({}), node, 'wamid.1', NOW)).toBe('new');
		claim(node, 'wamid.2', NOW);
		expect(standing(onRecord({}), node, 'wamid.2', NOW + 60_000)).toBe('new');
	});

	it('of another node is not known here', () => {
		const data: IDataObject = {};
		claim(newNode(), 'wamid.1', NOW);
		expect(standing(onRecord(data), newNode(), 'wamid.1', NOW)).toBe('new');
	});
});

describe('the record', () => {
	it('keeps what other requests recorded meanwhile, and not what they are still handling', () => {
		const [node, stale]: [string, IDataObject] = [newNode(), {}];
		for (const id of ['a', 'b', 'c']) claim(node, id, NOW);
		record({}, node, ['a']);
		record(stale, node, ['b']);
		expect(standing(onRecord(stale), node, 'a', NOW)).toBe('seen');
		expect(standing(onRecord(stale), node, 'b', NOW)).toBe('seen');
		expect(standing(onRecord(stale), node, 'c', NOW)).toBe('busy');
	});

	it('is bounded, oldest first', () => {
		const [node, data]: [string, IDataObject] = [newNode(), {}];
		const ids = Array.from({ length: 3000 }, (_, index) => `wamid.${index}`);
		for (const id of ids) {
			claim(node, id, NOW);
			record(data, node, [id]);
		}
		expect((data.seen as string).split(' ')).toHaveLength(2000);
		expect(JSON.stringify(data).length).toBeLessThan(19_000);
		expect(standing(onRecord(data), node, 'wamid.2999', NOW)).toBe('seen');
		expect(standing(onRecord(data), node, 'wamid.0', NOW + 60_000)).toBe('new');
	});

	it('survives data that is no text', () => {
		const data: IDataObject = { seen: [1] };
		expect(standing(onRecord(data), newNode(), 'x', NOW)).toBe('new');
	});
});
