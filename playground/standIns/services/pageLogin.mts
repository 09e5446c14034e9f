import type { Service } from '../service.mts';

const LOGIN = { user: 'office', password: 'stand-in' };

/** Who may look at a page that an example shows in the browser. */
export function pageLogin() {
	return {
		hosts: {},
		credentials: [
			{
				name: 'Page Login',
				type: 'httpBasicAuth',
				data: { ...LOGIN },
				nodes: ['n8n-nodes-base.webhook'],
			},
		],
		setDown: () => undefined,
		refused: () => [],
		...LOGIN,
	} satisfies Service & Record<string, unknown>;
}
