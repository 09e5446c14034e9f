import { broken, ok, shownUrl, unknown, warning } from '../../../providers/checkup';
import type { Finding } from '../../../providers/provider';
import type { HttpResponse } from '../../../providers/http';
import { asObject, asText } from '../../../core/json';
import type { OwnAddress } from './ownAddress';

const CHECK = 'Trigger';
const PUBLISH = 'Publish a workflow with a "WhatsApp Business Trigger" for this number on this n8n';

/**
 * Why a callback is not called to see who answers there; undefined if it is to be.
 *
 * @param callback empty for nowhere, and when that is not known
 */
export function notCalled(callback: string, own: OwnAddress): Finding | undefined {
	if (callback === '') {
		return unknown(
			CHECK,
			'Not checked, because it is not known where messages go',
			'See to "Callback" first, then check again',
		);
	}
	if (callback.startsWith(`${own.baseUrl}webhook-test/`)) {
		return unknown(
			CHECK,
			'Not checked, because a call would end the test run',
			'Publish the workflow, then check again',
		);
	}
	return URL.canParse(callback)
		? undefined
		: unknown(CHECK, 'The callback is no address that can be called', PUBLISH);
}

/** Does a trigger of this package on this n8n answer at the callback? */
export function judgeTrigger(
	callback: string,
	{ baseUrl, waitingBase }: OwnAddress,
	{ status, body }: HttpResponse,
): Finding {
	const shown = shownUrl(callback);
	const ours = callback.startsWith(baseUrl);
	const base = asText(asObject(body)?.waitingBase);
	if (status === 0) {
		return (ours ? warning : unknown)(
			CHECK,
			`Nothing answers at ${shown} (${String(body)})`,
			'See whether the address opens in a browser. Some networks do not let n8n call its own public address: then this says nothing',
		);
	}
	if (base === waitingBase) return ok(CHECK, `A trigger of this n8n answers at ${shown}`);
	if (base !== undefined) {
		return (ours ? broken : warning)(
			CHECK,
			`The trigger at ${shown} hands answers to another n8n (${base})`,
			`${PUBLISH}, or run the check there`,
		);
	}
	if (!ours) return warning(CHECK, `No trigger of this n8n answers at ${shown}`, PUBLISH);
	return status === 404
		? broken(CHECK, `No published workflow listens at ${shown}`, PUBLISH)
		: broken(CHECK, `Something else than a trigger answers at ${shown} (HTTP ${status})`, PUBLISH);
}
