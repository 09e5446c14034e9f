import { describe, expect, it } from '@jest/globals';
import { filesBelow, importsOf, sources, target } from './sourceFiles.mts';

/** From the ground up: a floor knows those below it, and never those above. */
const FLOORS = ['core', 'whatsapp', 'providers', 'n8n', 'approvals'];
const TOP = FLOORS.length;

/** The doors that every provider's folder has. */
const DOORS = [
	'index',
	'account',
	'send',
	'webhook',
	'events',
	'failure',
	'templates',
	'checkup',
	'unconfirmed',
] as const;
/** Doors of which a provider has those that have something behind them. */
const FURTHER_DOORS = [
	'errorCodes',
	'registration',
	'media',
	'analytics',
	'blocking',
	'templateChanges',
	'templateLibrary',
	'senders',
	'contents',
];
/** Rooms behind the doors, where one file would be too long for what a provider does. */
const OWN_ROOMS: Record<string, string[]> = {
	meta: [
		'changes',
		'checkupNumber',
		'contacts',
		'editTemplate',
		'envelope',
		'facts',
		'furtherErrorCodes',
		'graphVersion',
		'inbound',
		'interactive',
		'oldErrorCodes',
		'people',
		'sendTemplate',
		'statuses',
		'subscriptions',
		'templateComponents',
	],
	infobip: [
		'chatErrorCodes',
		'contacts',
		'generalErrorCodes',
		'interactive',
		'news',
		'reports',
		'subscriptions',
		'values',
	],
	twilio: ['channelErrorCodes', 'newContent'],
};

const shipped = sources('nodes', 'credentials');
const paths = new Set(shipped.map(({ path }) => path));
const imports = new Map(
	shipped.map((source) => [
		source.path,
		importsOf(source).flatMap(({ from }) => target(source, from, paths) ?? []),
	]),
);

/** The library folders, then the nodes and the credentials; -1 for a folder that is none of them. */
function floor(path: string): number {
	if (path.startsWith('credentials/') || /^nodes\/[A-Z]/.test(path)) return TOP;
	return FLOORS.indexOf(path.split('/')[1]!);
}

describe('the floors', () => {
	it('are all there are', () => {
		expect(shipped.map(({ path }) => path).filter((path) => floor(path) < 0)).toEqual([]);
		const built = new Set(shipped.map(({ path }) => floor(path)));
		expect(built.size).toBe(FLOORS.length + 1);
	});

	it('import nothing from above', () => {
		const upwards = shipped.flatMap(({ path }) =>
			imports
				.get(path)!
				.filter((file) => floor(file) > floor(path))
				.map((file) => `${path} → ${file}`),
		);
		expect(upwards).toEqual([]);
	});

	it('leave each node to itself', () => {
		const node = (path: string) => /^nodes\/([A-Z]\w+)\//.exec(path)?.[1];
		const across = shipped.flatMap(({ path }) =>
			imports
				.get(path)!
				.filter((file) => node(file) !== undefined && node(file) !== node(path))
				.map((file) => `${path} → ${file}`),
		);
		expect(across).toEqual([]);
	});
});

it('no file imports itself, however indirectly', () => {
	const circles = new Set<string>();
	const done = new Set<string>();
	const walk = (path: string, way: string[]) => {
		const begin = way.indexOf(path);
		if (begin >= 0) circles.add([...way.slice(begin), path].join(' → '));
		if (begin >= 0 || done.has(path)) return;
		for (const file of imports.get(path)!) walk(file, [...way, path]);
		done.add(path);
	};
	for (const { path } of shipped) walk(path, []);
	expect([...circles]).toEqual([]);
});

describe('the folders of the providers', () => {
	const rooms = new Map<string, string[]>();
	for (const { path } of shipped) {
		const [, provider, room] = /^nodes\/providers\/([^/]+)\/(.+)\.ts$/.exec(path) ?? [];
		if (provider) rooms.set(provider, [...(rooms.get(provider) ?? []), room!]);
	}

	it('are found by this test', () => {
		expect(rooms.size).toBeGreaterThan(5);
	});

	it.each([...rooms])('have the same doors: %s', (provider, found) => {
		const allowed: string[] = [...DOORS, ...FURTHER_DOORS, ...(OWN_ROOMS[provider] ?? [])];
		expect({
			missing: DOORS.filter((door) => !found.includes(door)),
			strange: found.filter((room) => !allowed.includes(room)),
			gone: (OWN_ROOMS[provider] ?? []).filter((room) => !found.includes(room)),
		}).toEqual({ missing: [], strange: [], gone: [] });
	});
});

it('the unit tests lie in the order of what they test', () => {
	const folders = new Set(shipped.map(({ path }) => path.replace(/\/[^/]+$/, '')));
	const astray = filesBelow('test/unit').filter(
		(path) => !folders.has(path.replace(/^test\/unit/, 'nodes').replace(/\/[^/]+$/, '')),
	);
	expect(astray).toEqual([]);
});
