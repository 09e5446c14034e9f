import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { mistake } from '../n8n/errors';
import { providerCredentials } from '../n8n/fields';
import { searchSenders } from '../n8n/senders';
import { isSend } from './actions/operation';
import { operationNamed } from './actions';
import { nodeFields } from './description';
import { runItems } from './runItems';
import { sendMany } from './sending/sendMany';
import { getTemplateVariables, getTextVariables, searchTemplates } from '../n8n/templates';

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
			throw mistake(this.getNode(), 'This operation is not known', 'Choose the operation again');
		}
		// Both mind continueOnFail().
		return [isSend(operation) ? await sendMany(this, operation) : await runItems(this, operation)];
	}
}
