import * as fc from 'fast-check';
import { parsePeople } from '../../../nodes/whatsapp/people';

const ANA = { phone: '34600000001' };
const BEN = { phone: '34600000002' };

describe('a list of people', () => {
	it.each([
		'+34 600 000 001, +34 600 000 002',
		'+34600000001;+34600000002',
		'+34600000001\n+34600000002\n',
		'+34600000001\t+34600000002',
		'+34600000001|+34600000002',
		'+34600000001 | +34600000002',
		'+34600000001 +34600000002',
		'34600000001 34600000002',
		'0034600000001 0034600000002',
		'+34 600 000 001 +34 600 000 002',
		'+34600000001/+34600000002',
		'"+34600000001","+34600000002"',
		'["+34600000001", "+34600000002"]',
		"'34600000001' '34600000002'",
		'“+34600000001”, „+34600000002“',
		'whatsapp:+34600000001, whatsapp:+34600000002',
		'whatsapp:+34600000001 whatsapp:+34600000002',
		'whatsapp:34600000001,tel:+34-600-000-002',
		'Ana +34600000001, Ben +34600000002',
		'Ana: +34 600 000 001; Ben: +34 600 000 002',
		'Ana Silva <+34600000001>, "Ben" <+34600000002>',
		'Ana (+34 600 000 001), +34 600 000 002 (Ben)',
		'Ana (34600000001), 34600000002 - Ben',
		'• +34600000001\n• +34600000002',
		'34600000001.0, 34600000002.00',
		'٣٤٦٠٠٠٠٠٠٠١، ٣٤٦٠٠٠٠٠٠٠٢',
		'+34600000001,,\n, +34600000002,',
	])('is read: %j', (list) => {
		expect(parsePeople(list)).toEqual({ people: [ANA, BEN], unreadable: [] });
	});

	it('may hold user IDs, with names too', () => {
		const ids = ['US.13491208655302741918', 'ES.ENT.4711'];
		const people = ids.map((userId) => ({ userId }));
		expect(parsePeople(ids.join(' '))).toEqual({ people, unreadable: [] });
		expect(parsePeople(`Ana ${ids[0]}; ${ids[1]} (Ben)`)).toEqual({ people, unreadable: [] });
	});

	it.each([
		['Ana', 'a name alone'],
		['600 12', 'too short'],
		['Ana 4711', 'a name and another number'],
		['+34600000001 ext. 2', 'an extension'],
		['+34600000001x2', 'an extension that touches it'],
		['2026-11-05: 34600000001', 'a date before it'],
		['3.46E+10', 'a number that the sheet has cut'],
		['34600000001.5', 'decimals'],
		['0600000001', 'no country'],
		['A34600000001', 'a part of a word'],
	])('says what it cannot read: %j, %s', (entry) => {
		const { people, unreadable } = parsePeople(`+34600000002, ${entry}`);
		expect(people).toEqual([BEN]);
		expect(unreadable).toEqual([entry]);
	});

	it('is empty without an entry', () => {
		expect(parsePeople(' ,;\n')).toEqual({ people: [], unreadable: [] });
	});

	it('loses no entry: each is a person or is named', () => {
		const entry = fc.constantFrom(
			'+34600000001',
			'whatsapp:+34600000002',
			'"0034 600 000 003"',
			'Ana <+34600000004>',
			'nobody',
			'34600000001.5',
		);
		const between = fc.constantFrom(',', ' ; ', '\n', '|', '\t');
		fc.assert(
			fc.property(fc.array(entry, { maxLength: 8 }), between, (entries, mark) => {
				const { people, unreadable } = parsePeople(entries.join(mark));
				expect(people.length + unreadable.length).toBe(entries.length);
			}),
		);
	});
});
