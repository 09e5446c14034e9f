import type { StoredFile } from '../../../providers/resources';
import type { Account } from '../../../providers/http';
import type { Provider } from '../../../providers/provider';
import type { Failure } from '../../../whatsapp/failure';
import { isSuccess } from '../../../core/http';
import { parseJson } from '../../../core/json';
import { call, download, type Caller } from '../../../n8n/transport';

export type Fetched =
	| { ok: true; file: StoredFile; bytes: Buffer }
	| { ok: false; failure: Failure };

/**
 * Reads a file by its ID: first where it is, then the file. The address expires after minutes, and is
 * then answered with 404: it is asked for once more.
 */
export async function fetchFile(
	caller: Caller,
	provider: Provider,
	account: Account,
	id: string,
): Promise<Fetched> {
	const first = await attempt(caller, provider, account, id);
	return !first.ok && first.expired ? await attempt(caller, provider, account, id) : first;
}

async function attempt(
	caller: Caller,
	provider: Provider,
	account: Account,
	id: string,
): Promise<Fetched & { expired?: boolean }> {
	const media = provider.media!;
	const answer = await call(caller, provider, media.locate(id, account));
	const file = isSuccess(answer.status) ? media.located(answer.body, account) : undefined;
	if (file === undefined) {
		return { ok: false, failure: provider.failure(answer.status, answer.body) };
	}
	const { status, body } = await download(caller, provider, account, file.url);
	if (isSuccess(status)) return { ok: true, file, bytes: body };
	const said = parseJson(body);
	return {
		ok: false,
		expired: status === 404,
		failure: said === undefined ? withoutWords(provider, status) : provider.failure(status, said),
	};
}

/** Hosts of files answer with pages, not with errors of the API. */
function withoutWords({ name }: Provider, status: number): Failure {
	return {
		code: `http_${status}`,
		category: 'service',
		message: `${name} did not hand over the file (HTTP ${status})`,
		hint: 'Try again shortly; if it stays so, the file may be gone',
		retry: 'later',
		afterSeconds: 60,
	};
}
