import type { IExecuteFunctions } from 'n8n-workflow';
import { warning, ok } from '../../../providers/finding';
import type { Finding } from '../../../providers/types';
import { waitingBaseOf } from '../../../shared/signedResumeUrl';
import { WEBHOOK_URL_SETTING } from '../../../shared/webhookUrlSetting';

/** How this n8n is reached from outside, as it knows itself. */
export interface OwnAddress {
	/** Any URL that starts so belongs to this n8n; ends with a slash. */
	baseUrl: string;
	/** Where it takes answers for waiting executions: what its triggers say they hand answers to. */
	waitingBase: string;
}

export function ownAddress(context: IExecuteFunctions): OwnAddress {
	const waitingBase = waitingBaseOf(context);
	return { waitingBase, baseUrl: waitingBase.replace(/[^/]*$/, '') };
}

/** Host names that nobody outside can call: without a dot, of a home network, of a private range. */
const PRIVATE = [
	/^[^.[]+$|\.(home|internal|lan|local|localhost)$/i,
	/^(10|127)(\.\d+){3}$|^(192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))(\.\d+){2}$/,
	// Public addresses of IPv6 begin with 2 or 3.
	/^\[(?![23])/,
];

/** Can this n8n be called from the internet, as far as its address tells? */
export function checkAddress({ baseUrl }: OwnAddress): Finding {
	const check = 'Public Address';
	const hint = `Give this n8n a public https address and set ${WEBHOOK_URL_SETTING} to it. Then publish the workflow with the trigger again`;
	const { protocol, hostname } = new URL(baseUrl);
	if (PRIVATE.some((names) => names.test(hostname))) {
		return warning(check, `Nobody outside your network can call this n8n at ${baseUrl}`, hint);
	}
	return protocol === 'https:'
		? ok(check, `This n8n says that it is at ${baseUrl}`)
		: warning(check, `This n8n is at ${baseUrl}, and providers call https addresses only`, hint);
}
