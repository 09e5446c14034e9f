import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { providerById } from '../providers';
import { providerCredentials } from '../shared/providerFields';
import { searchSenders } from '../shared/sender';
import { answerChallenge, receive } from './receive';
import { isRegistered, register, unregister } from './register';
import { triggerFields } from './triggerFields';

export class WhatsAppBusinessTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Business Trigger',
		name: 'whatsAppBusinessTrigger',
		icon: {
			light: 'file:whatsAppBusinessTrigger.svg',
			dark: 'file:whatsAppBusinessTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens on WhatsApp',
		defaults: { name: 'WhatsApp Business Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: providerCredentials,
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: triggerFields,
	};

	methods = { listSearch: { searchSenders } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const provider = providerById(this.getNodeParameter('provider') as string);
		return this.getWebhookName() === 'setup'
			? await answerChallenge(this, provider)
			: await receive(this, provider);
	}
}
