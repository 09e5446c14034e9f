import { invalidParameter } from '../../whatsapp/refusal.mts';
import type { Template } from '../../whatsapp/template.mts';
import { type GraphCall, paged, pickFields, requireScope } from './graph.mts';

const DEFAULT_FIELDS = [
	'name',
	'parameter_format',
	'components',
	'language',
	'status',
	'category',
	'id',
];
const CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY'];
const STATUSES = [
	'APPROVED',
	'ARCHIVED',
	'DELETED',
	'DISABLED',
	'IN_APPEAL',
	'LIMIT_EXCEEDED',
	'PAUSED',
	'PENDING',
	'PENDING_DELETION',
	'REJECTED',
];

function asked(call: GraphCall, param: string, allowed: string[]): string | undefined {
	const value = call.query[param]?.toUpperCase();
	if (value !== undefined && !allowed.includes(value)) {
		throw invalidParameter(
			`Param ${param} must be one of {${allowed.join(', ')}} - got "${value}".`,
		);
	}
	return value;
}

function picked(call: GraphCall, template: Template): Record<string, unknown> {
	const node = {
		...template,
		previous_category: undefined,
		sub_category: undefined,
		message_send_ttl_seconds: undefined,
	};
	return pickFields('WhatsAppMessageTemplate', node, call.query.fields, DEFAULT_FIELDS);
}

/** M:templates/template-management. `name` finds parts of names, so callers must compare themselves. */
export function listTemplates(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const { account, templates } = call.world;
	const { name, language } = call.query;
	const status = asked(call, 'status', STATUSES);
	const category = asked(call, 'category', CATEGORIES);
	const found = templates.filter(
		(template) =>
			(name === undefined || template.name.includes(name)) &&
			(language === undefined || template.language === language) &&
			(status === undefined || template.status === status) &&
			(category === undefined || template.category === category),
	);
	const nodes = found.map((template) => picked(call, template));
	return paged(call, `${account.wabaId}/message_templates`, nodes);
}

export function getTemplate(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const template = call.world.templates.find(({ id }) => id === call.objectId);
	return template && picked(call, template);
}
