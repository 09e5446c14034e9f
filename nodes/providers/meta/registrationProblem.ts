import { isSuccess } from '../../shared/httpStatus';
import { refusedBy } from '../registrationProblem';
import type { HttpResponse, RegistrationResult } from '../provider';
import { failure } from './failure';

export const refused = refusedBy(failure);

export const succeeded = ({ status }: HttpResponse): boolean => isSuccess(status);

/** The result of a step that has nothing to tell but that it was carried out. */
export function carriedOut(doing: string, answer: HttpResponse): RegistrationResult<null> {
	return succeeded(answer) ? { ok: true, value: null } : refused(doing, answer);
}
