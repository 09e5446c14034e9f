import type { IExecuteFunctions } from 'n8n-workflow';
import type { Exchange, HttpResponse } from '../../../providers/http';
import type { Provider } from '../../../providers/provider';
import { call } from '../../../n8n/transport';

/**
 * Carries an exchange out whatever happens: no answer at all is told to it as status 0. A host that was
 * silent once is not asked again, or a check of many links would wait for each.
 */
export async function examine<Result>(
	context: IExecuteFunctions,
	provider: Provider,
	exchange: Exchange<Result>,
): Promise<Result> {
	const silent = new Map<string, HttpResponse>();
	let step = exchange.next();
	while (!step.done) {
		const request = step.value;
		// A base URL that is none cannot be asked for its host.
		const host = URL.canParse(request.url) ? new URL(request.url).host : request.url;
		let answer = silent.get(host);
		if (answer === undefined) {
			try {
				answer = await call(context, provider, request);
			} catch (error) {
				answer = { status: 0, body: (error as Error).message };
				silent.set(host, answer);
			}
		}
		step = exchange.next(answer);
	}
	return step.value;
}
