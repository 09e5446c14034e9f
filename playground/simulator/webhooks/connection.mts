import http from 'node:http';
import https from 'node:https';

/** No kept-alive sockets and no proxy: nothing of ours stays open after a stop. */
export function webhookAgents() {
	return {
		httpAgent: new http.Agent({ keepAlive: false }),
		httpsAgent: new https.Agent({ keepAlive: false }),
		proxy: false as const,
	};
}
