import { type Refused, isUnreadable } from '../../api.mts';
import { invalidParameter, WhatsAppRefusal } from '../../whatsapp/refusal.mts';

export function tokenRefused(message: string, subcode?: number): WhatsAppRefusal {
	return new WhatsAppRefusal(401, 190, message, subcode === undefined ? {} : { subcode });
}

/** Graph does not say whether an object is missing or only out of the token's reach. */
export function unknownObject(method: string, id: string): WhatsAppRefusal {
	return new WhatsAppRefusal(
		400,
		100,
		`Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be ` +
			'loaded due to missing permissions, or does not support this operation. Please read the ' +
			'Graph API documentation at https://developers.facebook.com/docs/graph-api',
		{ subcode: 33 },
	);
}

export function missingScope(scope: string): WhatsAppRefusal {
	return new WhatsAppRefusal(
		403,
		scope === 'whatsapp_business_messaging' ? 10 : 200,
		scope === 'whatsapp_business_messaging'
			? '(#10) Application does not have permission for this action'
			: '(#200) You do not have the necessary permissions required to send requests on behalf of this WhatsApp Business Account',
	);
}

/** Every failure leaves in Graph's envelope. */
export function asGraph(error: unknown): Refused {
	if (!(error instanceof WhatsAppRefusal)) {
		return isUnreadable(error)
			? invalidParameter('Invalid parameter', 'The body could not be parsed')
			: new WhatsAppRefusal(500, 1, 'An unknown error occurred');
	}
	if (error.code !== 190) return error;
	const headers = {
		'www-authenticate': `OAuth "Facebook Platform" "invalid_token" "${error.message}"`,
	};
	return Object.assign(error, { headers });
}
