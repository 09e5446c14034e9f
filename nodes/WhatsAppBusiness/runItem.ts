import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { providerById } from '../providers';
import { mistake } from '../shared/callProblem';
import type { Lookups } from '../shared/lookups';
import { isSend } from './actions/operation';
import { operationNamed } from './actions/operations';
import { sendItem } from './sendItem';

/** Carries out the node's operation for one item. @throws NodeApiError, NodeOperationError */
export async function runItem(
	context: IExecuteFunctions,
	index: number,
	lookup: Lookups,
): Promise<Array<Pick<INodeExecutionData, 'json' | 'binary'>>> {
	const text = (name: string) => context.getNodeParameter(name, index) as string;
	const provider = providerById(text('provider'));
	const operation = operationNamed(text('resource'), text('operation'));
	if (operation === undefined) {
		throw mistake(
			context.getNode(),
			'This operation is not known',
			'Choose the operation again',
			index,
		);
	}
	return isSend(operation)
		? [{ json: await sendItem(context, index, provider, operation, lookup) }]
		: await operation.run(context, index, provider, lookup);
}
