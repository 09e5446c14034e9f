import { isSuccess } from '../../shared/httpStatus';
import type { HttpResponse, RegistrationResult } from '../types';
import { failure } from './failure';

/** The link of the chain that is broken, and what to do. */
export type Problem = Extract<RegistrationResult<never>, { ok: false }>;

export function problem(message: string, hint: string): Problem {
	return { ok: false, message, hint };
}

/** The first of several steps that did not succeed. */
export function firstProblem(
	...steps: Array<Problem | RegistrationResult<unknown> | undefined>
): Problem | undefined {
	return steps.find((step): step is Problem => step !== undefined && !step.ok);
}

/** What a refused step says: what was being done, then Meta's reason. */
export function refused(doing: string, { status, body }: HttpResponse): Problem {
	const { message, hint } = failure(status, body);
	return problem(`${doing}: ${message}`, hint);
}

export const succeeded = ({ status }: HttpResponse): boolean => isSuccess(status);

/** The result of a step that has nothing to tell but that it was carried out. */
export function carriedOut(doing: string, answer: HttpResponse): RegistrationResult<null> {
	return succeeded(answer) ? { ok: true, value: null } : refused(doing, answer);
}
