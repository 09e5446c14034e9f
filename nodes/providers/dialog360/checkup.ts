import { isSuccess } from '../../core/http';
import { asObject } from '../../core/json';
import {
	broken,
	callbackResult,
	callbackUnread,
	checkTemplates,
	ok,
	refusedResult,
	resting,
	warning,
} from '../checkup';
import { checkHealth, checkPayment } from '../meta/checkupNumber';
import type { Credential, Exchange } from '../http';
import type { CheckupContext, CheckResult } from '../provider';
import { dialogCredential, type DialogCredential } from './account';
import { failure } from './failure';
import { templates } from './templates';
import { readWebhook } from './registration';

/**
 * The key, how Meta sees the number (360dialog passes that on), the webhook, the templates.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference
 */
export function* checkup(credential: Credential, context: CheckupContext): Exchange<CheckResult[]> {
	const dialog = dialogCredential(credential);
	const answer = yield { method: 'GET', url: `${dialog.baseUrl}/health_status` };
	if (!isSuccess(answer.status)) {
		const key = refusedResult('API Key', answer, failure);
		const further = ['Health', 'Payment', 'Webhook Secret', 'Callback', 'Templates'];
		return [key, ...further.map((check) => resting(check, key))];
	}
	const health = asObject(asObject(answer.body)?.health_status);
	return [
		ok('API Key', '360dialog takes the API key'),
		checkHealth(health),
		checkPayment(health),
		...(yield* checkWebhook(dialog, context)),
		yield* checkTemplates(templates, credential, failure),
	];
}

function* checkWebhook(
	dialog: DialogCredential,
	{ ownBaseUrl }: CheckupContext,
): Exchange<CheckResult[]> {
	const check = 'Webhook Secret';
	const config = yield* readWebhook(dialog);
	const callback = config.ok
		? callbackResult(config.value.url, ownBaseUrl)
		: callbackUnread(config.message, config.hint);
	if (dialog.webhookSecret === '' && dialog.platformSecret === '') {
		const hint = 'Fill in the webhook secret in the credential: any long text you choose';
		return [broken(check, 'The credential has no webhook secret', hint), callback];
	}
	const headers = config.ok ? config.value.headers : undefined;
	const name = dialog.headerName.toLowerCase();
	const sent = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
	if (headers === undefined || sent === dialog.webhookSecret || dialog.platformSecret !== '') {
		return [ok(check, 'The credential has a webhook secret'), callback];
	}
	return [
		warning(
			check,
			`360dialog does not send the webhook secret of this credential in ${dialog.headerName}`,
			'Publish the workflow with the "WhatsApp Business Trigger" again: that sets it',
		),
		callback,
	];
}
