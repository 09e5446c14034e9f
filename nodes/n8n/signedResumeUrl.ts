import type { IExecuteFunctions } from 'n8n-workflow';
import { configurationError } from './errors';

/** What helps where n8n lacks something that it promises nowhere; it may be too old or too new. */
export const OTHER_VERSION =
	'Use a version of n8n that the README of this package names under "Compatibility", and the newest version of this package';

/**
 * The signed address at which n8n takes the answer for this node of this execution.
 *
 * @throws NodeOperationError on an n8n that makes none
 */
export function signedResumeUrl(context: IExecuteFunctions): URL {
	// n8n's type is that of one version.
	const { getSignedResumeUrl } = context as Partial<IExecuteFunctions>;
	if (getSignedResumeUrl === undefined) {
		throw configurationError(
			context.getNode(),
			'This version of n8n makes no signed addresses for answers, so nobody can be asked',
			OTHER_VERSION,
		);
	}
	return new URL(getSignedResumeUrl.call(context));
}

/** Where this n8n takes the answers for all its waiting executions; without a closing slash. */
export const waitingBaseOf = (context: IExecuteFunctions): string =>
	signedResumeUrl(context).href.split(`/${context.getExecutionId()}/`)[0];
