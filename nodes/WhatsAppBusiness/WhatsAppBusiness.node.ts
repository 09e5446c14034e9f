import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { errorFields, rethrow } from '../shared/callProblem';
import { lookups } from '../shared/lookups';
import { providerCredentials } from '../shared/providerFields';
import { searchSenders } from '../shared/sender';
import { nodeFields } from './nodeFields';
import { runItem } from './runItem';
import { getTemplateVariables, searchTemplates } from '../shared/templateLookup';

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
		resourceMapping: { getTemplateVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const done: INodeExecutionData[] = [];
		const lookup = lookups();
		for (let index = 0; index < this.getInputData().length; index++) {
			try {
				const results = await runItem(this, index, lookup);
				done.push(...results.map((result) => ({ ...result, pairedItem: { item: index } })));
			} catch (error) {
				if (!this.continueOnFail()) rethrow(this.getNode(), error, index);
				done.push({
					json: { ...this.getInputData()[index].json, ...errorFields(error) },
					pairedItem: { item: index },
				});
			}
		}
		return [done];
	}
}
