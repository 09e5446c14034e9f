/** What the page's switches and the tests can change while the simulator runs. */

interface RejectSends {
	code: number;
	status: number;
	times: number;
	/** Only messages with these words. */
	words?: string;
}

export interface GraphFault {
	/** Part of the request's path and query. */
	match: string;
	kind: 'html' | 'empty' | 'slow' | 'hangup' | 'status';
	status?: number;
	code?: number;
	body?: unknown;
	/** How long a slow answer takes. */
	milliseconds?: number;
	/** For `hangup`: do the work first, then lose the answer. */
	after?: boolean;
	times: number;
}

export interface Switches {
	deliverTwice: boolean;
	n8nUnreachable: boolean;
	batchMilliseconds: number;
	shuffleStatuses: boolean;
	/** Outside the window Meta may refuse the call or fail the message later: both are documented. */
	windowRefusal: 'sync' | 'async';
	rejectSends: RejectSends | null;
	graphFault: GraphFault | null;
	/** What the system user's token may do. */
	scopes: string[];
	tokenExpired: boolean;
	/** The number's `quality_rating`. */
	quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';
	/** The number's `status`; only CONNECTED ones are registered. */
	numberStatus: 'CONNECTED' | 'PENDING' | 'DISCONNECTED';
	/** `can_send_message` of `health_status`; blocked ones lack a payment method. */
	health: 'AVAILABLE' | 'LIMITED' | 'BLOCKED';
	/** Has the account got Direct Send? `blocked`: it had. */
	directSend: 'on' | 'off' | 'blocked';
	/** Marketing templates go by `marketing_messages` only. */
	marketingApart: boolean;
	/** Gupshup: taps have no `postbackText`, as in two of its samples. */
	tapsWithoutIds: boolean;
	/**
	 * Where pages and recordings disagree, the other form. Twilio: approvals inside `whatsapp`, variables with
	 * spaces (`{{ 1 }}`). Interakt: taps as their label with the ID in `meta_data`, and what was sent through the
	 * API once more as a message that was received.
	 */
	otherForms: boolean;
}

export function defaultSwitches(differently: Partial<Switches> = {}): Switches {
	return {
		deliverTwice: false,
		n8nUnreachable: false,
		batchMilliseconds: 0,
		shuffleStatuses: false,
		windowRefusal: 'sync',
		rejectSends: null,
		graphFault: null,
		scopes: ['whatsapp_business_management', 'whatsapp_business_messaging', 'public_profile'],
		tokenExpired: false,
		quality: 'GREEN',
		numberStatus: 'CONNECTED',
		health: 'AVAILABLE',
		directSend: 'on',
		marketingApart: false,
		tapsWithoutIds: false,
		otherForms: false,
		...differently,
	};
}
