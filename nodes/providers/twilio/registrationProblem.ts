import type { HttpResponse, RegistrationResult } from '../types';
import { failure } from './failure';

/** Why the trigger could not be set up, and what to do. */
export type Problem = Extract<RegistrationResult<never>, { ok: false }>;

export function problem(message: string, hint: string): Problem {
	return { ok: false, message, hint };
}

/** What a refused step says: what was being done, then Twilio's reason. */
export function refused(doing: string, { status, body }: HttpResponse): Problem {
	const { message, hint } = failure(status, body);
	return problem(`${doing}: ${message}`, hint);
}
