import { type Refused, isUnreadable } from '../../api.mts';
import { WhatsAppRefusal } from '../../whatsapp/refusal.mts';

/** An answer of 360dialog itself; what WhatsApp refuses travels in Meta's own envelope. */
export class DialogRefusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}

	/** `utils.ErrorResp` of its OpenAPI file (docs.360dialog.com/docs/messaging-api/api-reference). */
	envelope(): { error: string } {
		return { error: this.message };
	}
}

/** Whatever went wrong, as 360dialog would answer it. */
export function asDialog(error: unknown): Refused {
	if (error instanceof WhatsAppRefusal || error instanceof DialogRefusal) return error;
	return isUnreadable(error)
		? new DialogRefusal(400, 'The body could not be parsed')
		: new DialogRefusal(500, 'Internal server error');
}
