import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { oncePerRun } from '../n8n/cache';
import { errorFields, configurationError, nodeError } from '../n8n/errors';
import { providerCredentials } from '../n8n/fields';
import { searchSenders } from '../n8n/senders';
import { getTemplateVariables, getTextVariables, searchTemplates } from '../n8n/templates';
import { providerById } from '../providers';
import { operationNamed } from './actions';
import { isSend, type RunOperation } from './actions/operation';
import { nodeFields } from './description';
import { failedItem } from './sending/results';
import { sendMany } from './sending/sendMany';

export class WhatsAppBusiness implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Business',
		name: 'whatsAppBusiness',
		icon: { light: 'file:whatsAppBusiness.svg', dark: 'file:whatsAppBusiness.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"].replace(/[A-Z]/g, " $&").toLowerCase() + ($parameter["resource"] === "message" ? "" : ": " + $parameter["resource"]) }}',
		description: 'Send templates, reply buttons, lists, media and texts on WhatsApp',
		defaults: { name: 'WhatsApp Business' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: providerCredentials,
		properties: nodeFields,
	};

	methods = {
		listSearch: { searchSenders, searchTemplates },
		loadOptions: { getTextVariables },
		resourceMapping: { getTemplateVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const chosen = (name: string) => this.getNodeParameter(name, 0) as string;
		const operation = operationNamed(chosen('resource'), chosen('operation'));
		if (operation === undefined) {
			throw configurationError(
				this.getNode(),
				'This operation is not known',
				'Choose the operation again',
			);
		}
		// Both mind continueOnFail().
		return [isSend(operation) ? await sendMany(this, operation) : await runItems(this, operation)];
	}
}

/** Carries out an operation for one item after the other. @throws NodeApiError, NodeOperationError */
async function runItems(
	context: IExecuteFunctions,
	operation: RunOperation,
): Promise<INodeExecutionData[]> {
	const done: INodeExecutionData[] = [];
	const once = oncePerRun();
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const provider = providerById(context.getNodeParameter('provider', itemIndex) as string);
		try {
			const results = await operation.run(context, itemIndex, provider, once);
			done.push(...results.map((result) => ({ ...result, pairedItem: { item: itemIndex } })));
		} catch (error) {
			if (!context.continueOnFail()) throw nodeError(context.getNode(), error, itemIndex);
			done.push(failedItem(context, itemIndex, errorFields(error)));
		}
	}
	return done;
}
