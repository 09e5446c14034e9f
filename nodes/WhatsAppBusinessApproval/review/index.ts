import type { IExecuteFunctions } from 'n8n-workflow';
import { readCall, withCallShown } from './call';
import { refuseModelsWords } from './fields';
import { reviewQuestion } from './question';

/**
 * Reads what is asked about a call of a tool, so that the person sees what will run and nothing that the
 * model says about it.
 *
 * @param read reads the node's other parameters, given the question
 * @throws NodeOperationError when the call cannot be shown as it will run
 */
export function readReview<Request>(
	context: IExecuteFunctions,
	read: (question: string) => Request,
): Request {
	refuseModelsWords(context);
	const call = readCall(context);
	return withCallShown(context, call, () => read(reviewQuestion(context, call)));
}
