import type { AnalyticsRow } from '../../../providers/resources';
import { listAll } from '../../../n8n/lists';
import { readChosen } from '../../../n8n/readText';
import { templateField } from '../../../n8n/fields';
import { offered, type RunOperation } from '../operation';
import { findOne } from '../template/get.operation';
import { periodFields, periodOf, readRows } from './period';

export const templateAnalytics: RunOperation = {
	resource: 'analytics',
	value: 'templates',
	name: 'Get Templates',
	action: 'Get template analytics',
	description: 'How often templates were sent, delivered, read and clicked, one row per day',
	fields: [
		{
			displayName:
				'WhatsApp counts this only once it is switched on in WhatsApp Manager, which cannot be undone, and not for accounts in the EU, the UK and Japan.',
			name: 'templateAnalyticsNotice',
			type: 'notice',
			default: '',
		},
		{
			...templateField,
			description: 'The template in one language. Leave it empty for all approved templates.',
		},
		...periodFields,
	],
	async run(context, itemIndex, provider) {
		const analytics = offered(provider.analytics, context, itemIndex, provider, 'read analytics');
		const listing = offered(provider.templates, context, itemIndex, provider, 'list templates');
		const period = periodOf(context, itemIndex, provider, 'templates');
		const chosen = readChosen(context, 'template', itemIndex);
		const templates =
			chosen === ''
				? (await listAll(context, provider, listing)).filter(({ status }) => status === 'approved')
				: [await findOne(context, itemIndex, provider)];
		const known = new Map(templates.map((template) => [template.id, template]));
		const rows: AnalyticsRow[] = [];
		for (let at = 0; at < templates.length; at += analytics.templatesAtOnce) {
			const some = templates.slice(at, at + analytics.templatesAtOnce);
			const templateIds = some.map(({ id }) => id);
			const query = { kind: 'templates', ...period, granularity: 'day', templateIds } as const;
			rows.push(...(await readRows(context, itemIndex, provider, query)));
		}
		return rows.map(({ start, end, templateId, ...figures }) => {
			const template = known.get(String(templateId));
			const what = { template: template?.name ?? '', language: template?.language ?? '' };
			return { json: { start, end, ...what, templateId, ...figures } };
		});
	},
};
