import { asText, type JsonObject } from '../../shared/json';

export type StatusGroup = 'PENDING' | 'UNDELIVERABLE' | 'DELIVERED' | 'EXPIRED' | 'REJECTED';

const BY_ID: Record<string, StatusGroup> = {
	'1': 'PENDING',
	'2': 'UNDELIVERABLE',
	'3': 'DELIVERED',
	'4': 'EXPIRED',
	'5': 'REJECTED',
};
const NAMES = new Set<string>(Object.values(BY_ID));

/**
 * The group of a `status`, by its name, else by its number.
 *
 * @see https://www.infobip.com/docs/essentials/response-status-and-error-codes
 */
export function statusGroup(status: JsonObject | undefined): StatusGroup | undefined {
	const name = asText(status?.groupName)?.toUpperCase() ?? '';
	if (NAMES.has(name)) return name as StatusGroup;
	const id = asText(status?.groupId) ?? '';
	return Object.hasOwn(BY_ID, id) ? BY_ID[id] : undefined;
}

/** Will this message not arrive? */
export function hasFailed(status: JsonObject | undefined): boolean {
	const group = statusGroup(status);
	return group === 'UNDELIVERABLE' || group === 'EXPIRED' || group === 'REJECTED';
}
