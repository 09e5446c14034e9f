import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Sent } from '../../providers/provider';
import { errorFields, mayHaveArrived, nodeError } from '../../n8n/errors';
import type { Outcome } from './queue';

/** What comes out of the node for an item that failed, under Continue On Fail. */
export function failedItem(
	context: IExecuteFunctions,
	item: number,
	fields: IDataObject,
): INodeExecutionData {
	const { json } = context.getInputData()[item];
	const { error, ...details } = fields;
	// n8n moves an item to the error output only if it has these fields and no others; it puts the
	// incoming ones back itself (n8n-core, handleNodeErrorOutput).
	const toErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return {
		json: toErrorOutput ? { error, details } : { ...json, ...fields },
		pairedItem: { item },
	};
}

/** The failure of a piece of a split text, with the pieces that had gone out before it. */
export function afterPieces(
	error: NodeApiError | NodeOperationError,
	sent: readonly Sent[],
	pieces: number,
): NodeApiError | NodeOperationError {
	if (sent.length > 0)
		error.context.sentBefore = { messageIds: sent.map(({ messageId }) => messageId), pieces };
	return error;
}

/** Which pieces went out before this failure, in words and as fields; empty where none did. */
function partOf(error: unknown): { words: string; fields: { messageIds?: string[] } } {
	const known = error instanceof NodeApiError || error instanceof NodeOperationError;
	const before = known ? error.context.sentBefore : undefined;
	if (before === undefined) return { words: '', fields: {} };
	const { messageIds, pieces } = before as { messageIds: string[]; pieces: number };
	return {
		words: ` (${messageIds.length} of ${pieces} pieces were sent: ${messageIds.join(', ')})`,
		fields: { messageIds },
	};
}

/** The fields of an item whose message was refused, or of which nobody knows. */
export function refusedItem({ error, sending }: { error: unknown; sending: boolean }): IDataObject {
	const fields = errorFields(error);
	const part = partOf(error);
	return {
		...(sending && mayHaveArrived(error) && { status: 'unknown' }),
		...fields,
		error: `${fields.error as string}${part.words}`,
		...part.fields,
	};
}

/** The fields of an item that was left out, because of the failure of another. */
export function notSentItem(error: unknown): IDataObject {
	if (error === undefined) return { error: 'Not sent: the execution was stopped' };
	const fields = errorFields(error);
	return { ...fields, error: `Not sent: ${fields.error as string}` };
}

/** Fails the node with the first failure, which says also how far it came. */
export function failedAfter(
	node: INode,
	error: unknown,
	outcomes: ReadonlyArray<Outcome<unknown>>,
): never {
	const known = error instanceof NodeApiError || error instanceof NodeOperationError;
	if (known) error.message += partOf(error).words;
	if (known && outcomes.length > 1) {
		const sent = outcomes.filter((outcome) => outcome?.ok).length;
		const open = outcomes.filter(
			(outcome) => outcome?.ok === false && outcome.sending && mayHaveArrived(outcome.error),
		).length;
		error.message += ` (sent: ${sent} of ${outcomes.length} messages${open > 0 ? `, not known: ${open}` : ''})`;
	}
	const item = outcomes.findIndex((outcome) => outcome?.ok === false && outcome.error === error);
	throw nodeError(node, error, item);
}
