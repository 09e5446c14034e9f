/** The setting of n8n that names its public address, as hints say it; n8n 2.40 deprecates the old name. */
export const WEBHOOK_URL_SETTING = 'N8N_WEBHOOK_URL (in an older n8n WEBHOOK_URL)';
