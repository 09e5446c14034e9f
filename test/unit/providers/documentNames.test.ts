import { providers } from '../../../nodes/providers';
import type { Credential } from '../../../nodes/providers/http';
import type { Provider } from '../../../nodes/providers/provider';
import type { Message, Template } from '../../../nodes/whatsapp/messages';
import type { ProviderContract } from '../../fixtures/contract';

const accountOf = ({ id }: Provider): Credential =>
	jest.requireActual<{ contract: ProviderContract }>(`../../fixtures/${id}/contract`).contract
		.account;

const to = { phone: '34600000001' };
const link = 'https://x.example/Delivery%20note.pdf';

const header = (id: string, kind: 'filename' | 'media', required: boolean) =>
	({ id, place: 'header', kind, name: 'document', label: '', required }) as const;
const template: Template = {
	id: '5f0c3b4e-0000-4000-8000-000000000001',
	name: 'to_sign',
	language: 'en',
	category: 'UTILITY',
	status: 'approved',
	statusText: 'APPROVED',
	parameterFormat: 'positional',
	header: { format: 'document' },
	body: 'Please sign',
	buttons: [],
	variables: [header('header.media', 'media', true), header('header.filename', 'filename', false)],
	raw: {},
};

const message = (kind: string, filename?: string): Message => {
	const base = { from: '15550001111', to };
	switch (kind) {
		case 'media':
			return { ...base, kind: 'media', type: 'document', media: { link }, filename };
		case 'template': {
			const values: Record<string, string> = { 'header.media': link };
			if (filename !== undefined) values['header.filename'] = filename;
			return { ...base, kind: 'template', template, values };
		}
		case 'buttons':
			return {
				...base,
				kind: 'buttons',
				body: 'Sign?',
				headerMedia: { type: 'document', link, filename },
				buttons: [{ id: 'y', title: 'Yes' }],
			};
		default:
			return {
				...base,
				kind: 'link',
				body: 'Sign?',
				headerMedia: { type: 'document', link, filename },
				label: 'Open',
				url: link,
			};
	}
};

/** Twilio takes no names: WhatsApp reads them from the link. */
const places = providers
	.filter(({ id }) => id !== 'twilio')
	.flatMap((provider) => [
		['media', provider] as const,
		['template', provider] as const,
		...(provider.supports.buttons?.headerMedia ? [['buttons', provider] as const] : []),
		...(provider.supports.link?.headerMedia ? [['link', provider] as const] : []),
	])
	.map(([kind, provider]) => [provider.id, kind, provider] as const);

describe('a document has a name', () => {
	it.each(places)('at %s in a message of the kind %s', (_id, kind, provider) => {
		const sent = (name?: string) =>
			JSON.stringify(provider.send(message(kind, name), accountOf(provider), {}));
		expect(sent()).toMatch(/file_?name[\\"]*:[\\"]*Delivery note\.pdf/i);
		expect(sent('Quote 7.pdf')).toMatch(/file_?name[\\"]*:[\\"]*Quote 7\.pdf/i);
		expect(sent('Quote 7.pdf')).not.toContain('Delivery note');
	});
});
