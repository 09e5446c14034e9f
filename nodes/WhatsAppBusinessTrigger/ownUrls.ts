/**
 * The part of a webhook URL that is this n8n's, with its closing slash.
 *
 * @param webhookUrl e.g. `https://n8n.example.com/webhook/<id>/webhook`
 */
export function ownBaseUrl(webhookUrl: string): string {
	const [before] = webhookUrl.split(/\/webhook(?:-test)?\//, 1);
	return before === webhookUrl ? `${new URL(webhookUrl).origin}/` : `${before}/`;
}

/**
 * Where this n8n takes answers for waiting executions: beside the webhooks.
 *
 * @param webhookUrl this trigger's own URL
 * @param override what the builder set, for an n8n whose administrator renamed the endpoint
 */
export function waitingBaseUrl(webhookUrl: string, override: string): string {
	return (override || `${ownBaseUrl(webhookUrl)}webhook-waiting`).replace(/\/+$/, '');
}
