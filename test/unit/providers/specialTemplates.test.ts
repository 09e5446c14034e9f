import type { Template } from '../../../nodes/whatsapp/messages';
import { gupshup } from '../../../nodes/providers/gupshup';
import { infobip } from '../../../nodes/providers/infobip';
import { interakt } from '../../../nodes/providers/interakt';
import { meta } from '../../../nodes/providers/meta';
import { twilio } from '../../../nodes/providers/twilio';
import type { Provider } from '../../../nodes/providers/provider';
import { checkLimits } from '../../../nodes/whatsapp/limits';
import { carousel, oneTimeCode, withFlow } from '../../fixtures/meta/specialTemplates';

const partOf = (template: { components: Array<Record<string, unknown>> }, type: string) =>
	template.components.find((part) => part.type === type) ?? {};

/** One of Meta's templates as another provider lists it, with these parts of its own. */
const listed = {
	gupshup: (template: typeof oneTimeCode | typeof withFlow | typeof carousel, own: object = {}) =>
		gupshup.templates!.page({
			templates: [
				{
					id: '00b2c3d4-1111-4788-9b66-b00000000ccd',
					elementName: template.name,
					languageCode: template.language,
					category: template.category,
					status: 'APPROVED',
					templateType: 'TEXT',
					containerMeta: JSON.stringify({
						data: partOf(template, 'BODY').text,
						buttons: partOf(template, 'BUTTONS').buttons,
					}),
					...own,
				},
			],
		}).items[0],
	infobip: (template: typeof oneTimeCode | typeof withFlow | typeof carousel, own: object = {}) =>
		infobip.templates!.page({
			templates: [
				{
					id: '111',
					name: template.name,
					language: template.language,
					category: template.category,
					status: 'APPROVED',
					structure: {
						body: partOf(template, 'BODY'),
						buttons: partOf(template, 'BUTTONS').buttons,
						type: 'TEXT',
						...own,
					},
				},
			],
		}).items[0],
	interakt: (template: typeof oneTimeCode | typeof withFlow) =>
		interakt.templates!.page({
			results: {
				templates: [
					{
						id: '1',
						name: template.name,
						language: template.language,
						category: template.category,
						approval_status: 'APPROVED',
						header_format: null,
						body: partOf(template, 'BODY').text,
						buttons: JSON.stringify(partOf(template, 'BUTTONS').buttons),
					},
				],
			},
		}).items[0],
};

const message = (template: Template, values: Record<string, string> = {}) => ({
	kind: 'template' as const,
	from: '34600000000',
	to: { phone: '34600000001' },
	template,
	values,
});
const CODE = { 'body.1': '123456', 'button.0': '123456' };
const sent = (provider: Provider, template: Template) =>
	provider.send(message(template, CODE), {}, {});

describe('a one-time code', () => {
	it.each([
		['Gupshup', listed.gupshup(oneTimeCode)],
		['Infobip', listed.infobip(oneTimeCode)],
		['Interakt', listed.interakt(oneTimeCode)],
	])('is one field at %s', (_name, template) => {
		expect(template.variables).toMatchObject([
			{ id: 'body.1', label: 'Code' },
			{ id: 'button.0', sameAs: 'body.1' },
		]);
	});

	it('goes out in the text and behind the button, as each provider’s API has links', () => {
		const { template } = sent(gupshup, listed.gupshup(oneTimeCode)).form!;
		expect(JSON.parse(template)).toMatchObject({ params: ['123456', '123456'] });
		expect(JSON.stringify(sent(infobip, listed.infobip(oneTimeCode)).body)).toContain(
			'"body":{"placeholders":["123456"]},"buttons":[{"type":"URL","parameter":"123456"}]',
		);
		expect(sent(interakt, listed.interakt(oneTimeCode)).body).toMatchObject({
			template: { bodyValues: ['123456'], buttonValues: { 0: ['123456'] } },
		});
	});
});

describe('what is Meta’s own', () => {
	it.each([
		['Gupshup', listed.gupshup(withFlow)],
		['Interakt', listed.interakt(withFlow)],
	])('is no field at %s', (_name, template) => {
		expect(template.variables.filter(({ kind }) => kind.startsWith('flow'))).toEqual([]);
	});

	// github.com/infobip/infobip-api-java-client, WhatsAppTemplateFlowButtonContent
	it('is a field at Infobip, whose buttons take token and data', () => {
		const { variables } = listed.infobip(withFlow);
		expect(variables.map(({ kind }) => kind)).toEqual(
			expect.arrayContaining(['flowToken', 'flowData']),
		);
	});

	const content = {
		sid: 'HX1',
		friendly_name: 'new_boxes',
		language: 'en',
		types: { 'twilio/carousel': { body: 'New boxes', cards: [{ title: 'Small {{1}}' }] } },
		approval_requests: { status: 'approved', content_type: 'twilio/carousel' },
	};
	it.each([
		['Gupshup', gupshup, listed.gupshup(carousel, { templateType: 'CAROUSEL' }), /is a carousel/],
		['Gupshup', gupshup, listed.gupshup(carousel, { templateType: 'LTO' }), /limited-time offer/],
		['Infobip', infobip, listed.infobip(carousel, { carousel: { cards: [] } }), /is a carousel/],
		['Infobip', infobip, listed.infobip(carousel, { limitedTimeOffer: {} }), /limited-time offer/],
		['Twilio', twilio, twilio.templates!.page({ contents: [content] }).items[0], /is a carousel/],
	])('is refused by %s before sending', (_name, provider, template, words) => {
		expect(checkLimits(message(template), provider)?.message).toMatch(words);
	});

	it('is not refused by Meta', () => {
		const [template] = meta.templates!.page({ data: [carousel] }).items;
		expect(checkLimits(message(template), meta)).toBeUndefined();
	});
});
