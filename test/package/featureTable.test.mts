import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { providers } from '../../dist/nodes/providers/index.js';
import type { Provider } from '../../dist/nodes/providers/provider.js';
import { ROOT } from './sourceFiles.mts';

const characters = (count: number) => `${count} characters`;

/** What the README tells of each provider, read off its contract. */
const FEATURES: Array<[feature: string, of: (provider: Provider) => string]> = [
	[
		'Templates, chosen from a list',
		({ supports, templates }) => yes(supports.template && templates),
	],
	[
		'Own reply ID on a template’s buttons',
		({ supports }) => (supports.template?.payload ? 'yes' : 'no, the label tells'),
	],
	[
		'Carousels and limited-time offers',
		({ supports }) => yes(supports.template?.cards && supports.template.offers),
	],
	[
		'Direct Send, outside the 24-hour window without a template',
		({ supports }) => yes(supports.directSend),
	],
	['Text', ({ supports }) => (supports.text ? characters(supports.text.body) : 'no')],
	[
		'Media',
		({ supports: { media } }) => (media ? (media.id ? 'link or upload ID' : 'link') : 'no'),
	],
	['Voice notes', ({ supports }) => yes(supports.media?.voice)],
	['Reply buttons', ({ supports }) => upTo(supports.buttons?.count)],
	['Header and footer', ({ supports }) => (supports.buttons?.folded ? 'in the text' : 'yes')],
	['List', ({ supports }) => upTo(supports.list?.count, ' rows')],
	['Sections of a list', ({ supports }) => upTo(supports.list?.sections?.count)],
	[
		'Link button, location request, contacts, flow',
		({ supports }) =>
			yes(supports.link && supports.locationRequest && supports.contacts && supports.flow),
	],
	['Request for a call', ({ supports }) => yes(supports.callPermissionRequest)],
	[
		'Request for a phone number, for an address',
		({ supports }) => yes(supports.contactInfoRequest && supports.addressRequest),
	],
	['Product, product list', ({ supports }) => yes(supports.product && supports.productList)],
	['Catalog', ({ supports }) => yes(supports.catalog)],
	['Location', ({ supports }) => yes(supports.location)],
	['Reaction', ({ supports }) => yes(supports.reaction)],
	['Picture above reply buttons', ({ supports }) => yes(supports.buttons?.headerMedia)],
	[
		'Mark as read',
		({ markRead, supports }) =>
			markRead && supports.typing === 'always' ? 'with “typing…”' : yes(markRead),
	],
	['Show “typing…”', ({ supports, markRead }) => yes(markRead && supports.typing)],
	['Quote a message', ({ supports }) => QUOTES[supports.quote ?? 'none']],
	['Write to a user ID', ({ supports }) => yes(supports.userIds)],
	[
		'Registers the trigger itself',
		({ registration }) => (registration ? 'yes' : 'you paste the URL'),
	],
	['Webhooks are proven by', ({ webhooks }) => `a ${webhooks.proof}`],
	['Delivers a webhook again', ({ webhooks }) => yes(webhooks.redelivers)],
	['Checks where answers go first', ({ callbackUrl }) => yes(callbackUrl)],
	['Upload, download and delete files', ({ media }) => yes(media)],
	[
		'Block and unblock people',
		({ blocking }) => (blocking && !blocking.blocked ? 'yes, without the list' : yes(blocking)),
	],
	['Create and delete templates', ({ templateChanges }) => yes(templateChanges)],
	['Templates from WhatsApp’s library', ({ templateLibrary }) => yes(templateLibrary)],
	['Figures of messages, prices and templates', ({ analytics }) => yes(analytics)],
	['Checks the set-up (the doctor)', ({ checkup }) => yes(checkup)],
	['Tests the trigger with a proven webhook', ({ selfTest }) => yes(selfTest)],
	['Checks the daily limit before a run', ({ messagingLimit }) => yes(messagingLimit)],
];

const QUOTES = { any: 'yes', theirs: 'what the person wrote', none: 'no' };

const yes = (there: unknown) => (there ? 'yes' : 'no');
const upTo = (count = 0, what = '') => (count > 0 ? `up to ${count}${what}` : 'no');

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;

function featureTable(): string[] {
	const names = providers.map(({ id, name }) => `[${name}](docs/providers/${id}.md)`);
	return [
		row(['Feature', ...names]),
		row(['---', ...names.map(() => '---')]),
		...FEATURES.map(([feature, of]) => row([feature, ...providers.map(of)])),
	];
}

/** The rows of the README's table, without the padding. */
function published(): string[] {
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
	const [, block = ''] = /<!-- features -->([\s\S]*?)<!-- \/features -->/.exec(readme) ?? [];
	return block
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.map((line) => line.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim());
}

it('the README’s feature table is what the providers say of themselves', () => {
	expect(published()).toEqual(featureTable());
});
