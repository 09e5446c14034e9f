/** Who knows the folder of one provider, in nodes/ or here, finds their way in every other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { filesBelow, importsOf, ROOT, target } from '../package/sourceFiles.mts';

const SIMULATOR = 'playground/simulator/';
const PROVIDERS = `${SIMULATOR}providers/`;

/** What every provider has. */
const DOORS = [
	...['account', 'checkup', 'events', 'failure', 'index', 'send', 'templates', 'webhook'],
];
/** What some have. */
const FURTHER_DOORS = [
	...['analytics', 'blocking', 'contents', 'errorCodes', 'media', 'registration', 'senders'],
	...['templateChanges', 'templateLibrary'],
];
/** What would make a file behind a door too long. */
const ROOMS: Record<string, string[]> = {
	gupshup: ['sendSchema'],
	infobip: ['sendSchema', 'subscriptions'],
	meta: ['challenge', 'graph', 'samples', 'templateComponents', 'templateRules'],
	twilio: ['contentSchema'],
};

const files = filesBelow(SIMULATOR)
	.filter((path) => path.endsWith('.mts'))
	.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
const paths = new Set(filesBelow('playground').filter((path) => /\.m[jt]s$/.test(path)));
const imports = new Map(
	files.map((file) => [
		file.path,
		importsOf(file)
			.map(({ from, typeOnly }) => ({ to: target(file, from, paths), typeOnly }))
			.filter((one): one is { to: string; typeOnly: boolean } => one.to !== undefined),
	]),
);
const providerOf = (path: string) => path.slice(PROVIDERS.length).split('/')[0]!;
const inProvider = (path: string) => path.startsWith(PROVIDERS) && path !== `${PROVIDERS}index.mts`;

/** Lines like "file → import" of the imports that break a rule. */
const offences = (breaks: (from: string, to: string) => boolean): string[] =>
	[...imports].flatMap(([from, found]) =>
		found.filter(({ to }) => breaks(from, to)).map(({ to }) => `${from} → ${to}`),
	);

const rooms = new Map<string, string[]>();
for (const { path } of files.filter((file) => inProvider(file.path))) {
	const name = path.split('/').at(-1)!.replace('.mts', '');
	rooms.set(providerOf(path), [...(rooms.get(providerOf(path)) ?? []), name]);
}

it.each([...rooms])('the simulated %s has the doors of every provider', (provider, names) => {
	const known = [...DOORS, ...FURTHER_DOORS, ...(ROOMS[provider] ?? [])];
	expect({
		missing: DOORS.filter((door) => !names.includes(door)),
		unknown: names.filter((name) => !known.includes(name)),
		gone: (ROOMS[provider] ?? []).filter((name) => !names.includes(name)),
	}).toEqual({ missing: [], unknown: [], gone: [] });
});

it('every provider of the package is played', () => {
	const shipped = filesBelow('nodes/providers').flatMap(
		(path) => /^nodes\/providers\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? [],
	);
	expect(shipped.length).toBeGreaterThan(5);
	expect([...rooms.keys()].sort()).toEqual(shipped.sort());
});

it('providers do not know one another, save for Meta’s shapes', () => {
	const strange = offences(
		(from, to) =>
			inProvider(from) && inProvider(to) && ![providerOf(from), 'meta'].includes(providerOf(to)),
	);
	expect(strange).toEqual([]);
});

it('what is WhatsApp’s own knows no provider', () => {
	const upwards = offences(
		(from, to) => from.startsWith(`${SIMULATOR}whatsapp/`) && to.startsWith(PROVIDERS),
	);
	expect(upwards).toEqual([]);
});

it('no file loads itself, however indirectly', () => {
	const circles = new Set<string>();
	const done = new Set<string>();
	const walk = (path: string, way: string[]) => {
		const begin = way.indexOf(path);
		if (begin >= 0) circles.add([...way.slice(begin), path].join(' → '));
		if (begin >= 0 || done.has(path)) return;
		for (const { to, typeOnly } of imports.get(path) ?? []) {
			if (!typeOnly) walk(to, [...way, path]);
		}
		done.add(path);
	};
	for (const { path } of files) walk(path, []);
	expect([...circles]).toEqual([]);
});
