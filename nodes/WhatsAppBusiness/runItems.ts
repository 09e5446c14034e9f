import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { providerById } from '../providers';
import { errorFields, rethrow } from '../n8n/errors';
import { lookups } from '../shared/lookups';
import type { RunOperation } from './actions/operation';
import { failedItem } from './sending/results';

/** Carries out an operation for one item after the other. @throws NodeApiError, NodeOperationError */
export async function runItems(
	context: IExecuteFunctions,
	operation: RunOperation,
): Promise<INodeExecutionData[]> {
	const done: INodeExecutionData[] = [];
	const lookup = lookups();
	for (let index = 0; index < context.getInputData().length; index++) {
		const provider = providerById(context.getNodeParameter('provider', index) as string);
		try {
			const results = await operation.run(context, index, provider, lookup);
			done.push(...results.map((result) => ({ ...result, pairedItem: { item: index } })));
		} catch (error) {
			if (!context.continueOnFail()) rethrow(context.getNode(), error, index);
			done.push(failedItem(context, index, errorFields(error)));
		}
	}
	return done;
}
