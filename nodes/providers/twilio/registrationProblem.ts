import { refusedBy } from '../registrationProblem';
import { failure } from './failure';

export const refused = refusedBy(failure);
