import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { type Failure, stopsList } from '../whatsapp/failure';

/** A provider's refusal as n8n shows it: what happened, and below it what to do. */
export class ProviderError extends NodeApiError {
	// Private, as n8n stores what it sees of an error with the execution.
	readonly #refusal: Failure;

	constructor(node: INode, failure: Failure, itemIndex?: number) {
		super(node, {}, { message: failure.message, description: failure.hint, itemIndex });
		this.#refusal = failure;
		// By this name n8n's editor knows how to show it.
		this.name = 'NodeApiError';
		this.context.failure = {
			code: failure.code,
			category: failure.category,
			retryable: failure.retry !== 'never',
			retryAfterSeconds: failure.afterSeconds,
		};
	}

	get refusal(): Failure {
		return this.#refusal;
	}
}

/** What the provider said; undefined when it said nothing, or the error is another. */
export const failureOf = (error: unknown): Failure | undefined =>
	error instanceof ProviderError ? error.refusal : undefined;

/** Would everybody's message be refused so, so that it is no use to try the others? */
export function concernsAll(error: unknown): boolean {
	const failure = failureOf(error);
	return failure !== undefined && stopsList(failure);
}

/**
 * Can a message have gone out although sending it failed so? The answer got lost, or it was neither a
 * success nor a refusal.
 */
export function mayHaveArrived(error: unknown): boolean {
	if (!(error instanceof NodeApiError)) return false;
	const failure = failureOf(error);
	return failure === undefined || failure.unclear === true;
}

/** Did the provider itself refuse, so that nothing was done? */
export const wasRefused = (error: unknown): boolean =>
	error instanceof ProviderError && error.refusal.unclear !== true;

/** Something that the workflow's builder has to correct. */
export function configurationError(
	node: INode,
	message: string,
	description: string,
	itemIndex?: number,
): NodeOperationError {
	return new NodeOperationError(node, message, { description, itemIndex });
}

/** The fields of a failed item under Continue On Fail. */
export function errorFields(error: unknown): IDataObject {
	const { message, description, context } = error as Partial<NodeApiError>;
	return {
		error: message ?? 'Unknown failure',
		hint: description ?? undefined,
		...(context?.failure as IDataObject | undefined),
	};
}

/** An error as n8n shows it: its own kinds unchanged, anything else wrapped. */
export const nodeError = (
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError =>
	error instanceof NodeApiError || error instanceof NodeOperationError
		? error
		: new NodeOperationError(node, error as Error, { itemIndex });
