import type { World } from '../../world.mts';
import { APP_ID } from './account.mts';

/** As the partners' API has it (get_partner-app-appid-subscription); the self-serve one is assumed alike. */
export function listSubscriptions({ callback }: World) {
	const subscription = {
		active: true,
		appId: APP_ID,
		id: '29040',
		modes: ['SENT', 'DELIVERED', 'READ', 'FAILED', 'MESSAGE', 'OTHERS'],
		showOnUI: true,
		tag: 'n8n',
		url: callback,
		version: 2,
	};
	return { status: 'success', subscriptions: callback === null ? [] : [subscription] };
}
