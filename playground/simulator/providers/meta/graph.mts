import type { World } from '../../world.mts';
import { GraphRefusal, missingScope } from '../../whatsapp/refusal.mts';

/** One Graph request after its version and token were accepted. */
export interface GraphCall {
	world: World;
	method: 'GET' | 'POST' | 'DELETE';
	version: string;
	/** The simulator's own origin, for paging links. */
	origin: string;
	objectId: string;
	query: Record<string, string>;
	body: Record<string, unknown>;
	contentType: string;
	rawBody: Buffer | null;
	token: 'app' | 'system user';
	header?(name: string): string | undefined;
}

export interface RawAnswer {
	mimeType: string;
	bytes: Buffer;
}

export type Handler = (call: GraphCall) => unknown;

export function requireScope(call: GraphCall, scope: string): void {
	if (!call.world.switches.scopes.includes(scope)) throw missingScope(scope);
}

export function requireAppToken(call: GraphCall): void {
	if (call.token === 'app') return;
	throw new GraphRefusal(400, 15, '(#15) This method must be called with an app access_token.');
}
