import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { n8nVersion } from './places.mjs';

/** Variables of the caller that would change the n8n we start. */
const FOREIGN = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|CREDENTIALS_|NODE_|JEST_|npm_|VUE_)/i;

/** Features that ask the internet, or the user, for something a playground has no use for. */
const SWITCHED_OFF = [
	'N8N_DIAGNOSTICS_ENABLED',
	'N8N_VERSION_NOTIFICATIONS_ENABLED',
	'N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED',
	'N8N_TEMPLATES_ENABLED',
	'N8N_PERSONALIZATION_ENABLED',
	'N8N_HIRING_BANNER_ENABLED',
	'N8N_DYNAMIC_BANNERS_ENABLED',
	'N8N_VERIFIED_PACKAGES_ENABLED',
	'N8N_LICENSE_AUTO_RENEW_ENABLED',
	'N8N_MCP_ACCESS_ENABLED',
	'N8N_SECURE_COOKIE',
	'N8N_SSRF_PROTECTION_ENABLED',
];

/** A key that differs from the folder's earlier one would keep n8n from starting. */
function encryptionKey(userFolder: string): string {
	const file = path.join(userFolder, 'encryption-key');
	if (!existsSync(file)) {
		mkdirSync(userFolder, { recursive: true });
		writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
	}
	return readFileSync(file, 'utf8').trim();
}

function withoutForeign(env: NodeJS.ProcessEnv): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const [name, value] of Object.entries(env))
		if (value !== undefined && !FOREIGN.test(name)) kept[name] = value;
	return kept;
}

/** It fetches a list from the internet at every start. n8n 1.x has none, and starts with no such name. */
const withoutRegistry = (): Record<string, string> =>
	n8nVersion().startsWith('1.') ? {} : { N8N_DISABLED_MODULES: 'mcp-registry' };

export function n8nEnvironment(
	userFolder: string,
	port: number,
	brokerPort: number,
	extra: Record<string, string> = {},
): Record<string, string> {
	const url = `http://127.0.0.1:${port}`;
	return {
		...withoutForeign(process.env),
		NODE_ENV: 'production',
		// The simulated provider is on this machine, also where a proxy leads to the internet.
		NO_PROXY: '127.0.0.1,localhost',
		no_proxy: '127.0.0.1,localhost',
		...Object.fromEntries(SWITCHED_OFF.map((name) => [name, 'false'])),
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey(userFolder),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: `${url}/`,
		// n8n 1.x knows only this name.
		WEBHOOK_URL: `${url}/`,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		...withoutRegistry(),
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		// Publishing a workflow registers its webhooks at the next look: 15 seconds by default.
		N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
		N8N_LOG_LEVEL: 'info',
		NO_COLOR: '1',
		EXECUTIONS_MODE: 'regular',
		EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
		EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS: 'true',
		GENERIC_TIMEZONE: 'Europe/Berlin',
		...extra,
	};
}
