import type { IWebhookDescription } from 'n8n-workflow';

/**
 * Where the trigger hands answers on. This very form makes n8n sign the resume URL and check the
 * signature (together with the operation `sendAndWait`).
 */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	},
];
