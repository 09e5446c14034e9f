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
