import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Failure } from '../whatsapp/failure';

/** A provider's refusal as n8n shows it: what happened, and below it what to do. */
export function providerError(node: INode, failure: Failure, itemIndex?: number): NodeApiError {
	const error = new NodeApiError(
		node,
		{},
		{ message: failure.message, description: failure.hint, itemIndex },
	);
	error.context.failure = {
		code: failure.code,
		category: failure.category,
		retryable: failure.retry !== 'never',
		retryAfterSeconds: failure.afterSeconds,
	};
	failures.set(error, failure);
	return error;
}

/** By the error that says it. */
const failures = new WeakMap<object, Failure>();

/** What the provider said; undefined when it said nothing, or the error is another. */
export function failureOf(error: unknown): Failure | undefined {
	return typeof error === 'object' && error !== null ? failures.get(error) : undefined;
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

/** Lets an error through as n8n shows it: its own kinds unchanged, anything else wrapped. */
export function throwForNode(node: INode, error: unknown, itemIndex?: number): never {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) throw error;
	throw new NodeOperationError(node, error as Error, { itemIndex });
}
