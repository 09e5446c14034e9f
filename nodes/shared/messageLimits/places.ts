import type { LocationMessage, LocationRequestMessage } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { between, unless, type Findings } from './problem';

/** Of a place on the map. */
export function locationFindings(
	{ latitude, longitude, name, address }: LocationMessage,
	{ supports }: Provider,
): Findings {
	return [
		degrees('Latitude', latitude, 90),
		degrees('Longitude', longitude, 180),
		between('Name', name ?? '', 0, supports.location!.name),
		between('Address', address ?? '', 0, supports.location!.address),
	];
}

/** Of the question where somebody is. */
export const locationRequestFindings = (
	{ body }: LocationRequestMessage,
	{ supports }: Provider,
): Findings => [between('Message', body, 1, supports.locationRequest!.body)];

const degrees = (field: string, value: number, most: number) =>
	unless(
		Math.abs(value) <= most,
		`${field} is no number between -${most} and ${most}`,
		`Write ${field} in degrees with a decimal point, such as 40.4168`,
	);
