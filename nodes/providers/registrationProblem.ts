import type { Failure, HttpResponse, RegistrationResult } from './provider';

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

/** Says of a refused step what was being done, then the provider's reason. */
export const refusedBy =
	(failure: (status: number, body: unknown) => Failure) =>
	(doing: string, { status, body }: HttpResponse): Problem => {
		const { message, hint } = failure(status, body);
		return problem(`${doing}: ${message}`, hint);
	};
