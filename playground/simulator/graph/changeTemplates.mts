import { randomInt } from 'node:crypto';

import { changed } from '../world.mts';
import type { GraphCall } from './call.mts';
import { requireScope } from './call.mts';
import { GraphRefusal, invalidParameter } from './refusal.mts';
import { brokenRule, createTemplateBody, keptComponents } from './templateSchema.mts';

/** `POST /<WABA_ID>/message_templates` (M:templates/template-management): reviewed before it sends. */
export function createTemplate(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const { world } = call;
	const body = createTemplateBody.safeParse(call.body);
	if (!body.success) {
		const issue = body.error.issues[0];
		throw invalidParameter('Invalid parameter', `${issue?.path.join('.')}: ${issue?.message}`);
	}
	const broken = brokenRule(body.data);
	if (broken) throw invalidParameter('Invalid parameter', broken);
	const { name, language, category, parameter_format } = body.data;
	if (world.templates.some((known) => known.name === name && known.language === language)) {
		throw new GraphRefusal(400, 100, '(#100) Invalid parameter', {
			subcode: 2388024,
			details: `There is already ${language} content for this template`,
		});
	}
	const template = {
		id: String(randomInt(10 ** 13, 2 * 10 ** 13)),
		name,
		language,
		category,
		parameter_format,
		status: 'PENDING' as const,
		components: keptComponents(body.data),
		quality_score: { score: 'UNKNOWN', date: Math.floor(world.clock.now() / 1000) },
		rejected_reason: 'NONE',
	};
	world.templates.push(template);
	changed(world);
	return { id: template.id, status: template.status, category };
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
		throw new GraphRefusal(400, 100, '(#100) Invalid parameter', {
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
