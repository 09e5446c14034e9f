import { z } from 'zod';

import { keepTemplate } from '../../whatsapp/keepTemplate.mts';
import { invalidParameter, WhatsAppRefusal } from '../../whatsapp/refusal.mts';
import type { Template } from '../../whatsapp/template.mts';
import { changed } from '../../world.mts';
import { type GraphCall, parsedBody, requireScope } from './graph.mts';
import { codeComponent, component } from './templateComponents.mts';
import { createFromLibrary } from './templateLibrary.mts';
import { keptComponents } from './templateRules.mts';

const category = z.enum(['AUTHENTICATION', 'MARKETING', 'UTILITY']);

const base = {
	name: z
		.string()
		.max(512)
		.regex(/^[a-z0-9_]+$/),
	language: z.string().min(2),
	parameter_format: z.enum(['NAMED', 'POSITIONAL']).default('POSITIONAL'),
	message_send_ttl_seconds: z.int().optional(),
};

/** `POST /<WABA_ID>/message_templates` */
const createTemplateBody = z.discriminatedUnion('category', [
	z.strictObject({
		...base,
		category: z.literal('AUTHENTICATION'),
		components: z.array(codeComponent).min(1),
	}),
	z.strictObject({
		...base,
		category: category.exclude(['AUTHENTICATION']),
		components: z.array(component).min(1),
	}),
]);

/** `POST /<TEMPLATE_ID>`: name and language may be there, but do not change. */
const editTemplateBody = z.strictObject({
	name: z.string().optional(),
	language: z.string().optional(),
	category: category.optional(),
	message_send_ttl_seconds: z.int().optional(),
	components: z.array(z.unknown()).min(1).optional(),
});

const DAY = 24 * 60 * 60 * 1000;
const EDITABLE = ['APPROVED', 'PAUSED', 'REJECTED'];

/** `POST /<WABA_ID>/message_templates` (M:templates/template-management): reviewed before it sends. */
export function createTemplate(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const { world } = call;
	if (call.body.library_template_name !== undefined) return createFromLibrary(call);
	const body = parsedBody(createTemplateBody, call.body);
	const { name, language, category, parameter_format } = body;
	checkLifetime(category, body.message_send_ttl_seconds);
	const components = keptComponents(call, body, body.components);
	if (world.templates.some((known) => known.name === name && known.language === language)) {
		throw new WhatsAppRefusal(400, 100, '(#100) Invalid parameter', {
			subcode: 2388024,
			details: `There is already ${language} content for this template`,
		});
	}
	const wanted = { name, language, category, parameter_format, components };
	const { id, status } = keepTemplate(world, { ...wanted, status: 'PENDING' });
	return { id, status, category };
}

/** `POST /<TEMPLATE_ID>`: category, time-to-live, or all components at once. */
export function editTemplate(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const { world } = call;
	const template = world.templates.find(({ id }) => id === call.objectId);
	if (!template) return undefined;
	const body = parsedBody(editTemplateBody, call.body);
	if (Object.values(body).every((value) => value === undefined)) {
		throw invalidParameter('Invalid parameter', 'Nothing to edit');
	}
	if (!EDITABLE.includes(template.status)) {
		throw invalidParameter(
			'Invalid parameter',
			`A template that is ${template.status} cannot be edited`,
		);
	}
	const category = body.category ?? template.category;
	const approved = template.status === 'APPROVED';
	if (approved && category !== template.category) {
		throw invalidParameter(
			'Invalid parameter',
			'The category of an approved template cannot be edited',
		);
	}
	checkLifetime(category, body.message_send_ttl_seconds);
	const { parameter_format } = template;
	const components =
		body.components && keptComponents(call, { category, parameter_format }, body.components);
	if (approved) countEdit(call, template);
	Object.assign(template, { category, status: 'PENDING', ...(components && { components }) });
	changed(world);
	return { success: true };
}

/** An approved template: once in 24 hours, ten times in 30 days. */
function countEdit({ world }: GraphCall, { id }: Template): void {
	const now = world.clock.now();
	const edits = (world.resources.get(`edits ${id}`) as number[] | undefined) ?? [];
	const within = (days: number) => edits.filter((at) => now - at < days * DAY).length;
	if (within(1) >= 1 || within(30) >= 10) {
		throw invalidParameter('Invalid parameter', 'This approved template was edited too often');
	}
	world.resources.set(`edits ${id}`, [...edits, now]);
}

/** `DELETE` with the name: every language; with `hsm_id` too: one. Disabled ones stay. */
export function deleteTemplates(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const { world } = call;
	const { name, hsm_id: id } = call.query;
	if (!name) throw invalidParameter('The parameter name is required.');
	const found = world.templates.filter(
		(template) => template.name === name && (id === undefined || template.id === id),
	);
	if (found.length === 0) {
		throw new WhatsAppRefusal(400, 100, '(#100) Invalid parameter', {
			subcode: 2593002,
			details: 'Message template not found',
		});
	}
	if (found.some(({ status }) => status === 'DISABLED')) {
		throw invalidParameter('Invalid parameter', 'A disabled template cannot be deleted');
	}
	world.templates = world.templates.filter((template) => !found.includes(template));
	changed(world);
	return { success: true };
}

/** Seconds between which a time-to-live lies (M:templates/time-to-live); -1 is 30 days. */
const LIFETIMES = {
	AUTHENTICATION: [30, 900],
	MARKETING: [43_200, 2_592_000],
	UTILITY: [30, 43_200],
} as const;

export function checkLifetime(of: Template['category'], seconds: number | undefined): void {
	if (seconds === undefined || (seconds === -1 && of !== 'MARKETING')) return;
	const [least, most] = LIFETIMES[of];
	if (seconds >= least && seconds <= most) return;
	throw invalidParameter(
		'Invalid parameter',
		`message_send_ttl_seconds must be between ${least} and ${most}`,
	);
}
