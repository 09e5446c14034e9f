import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { providerById } from '../providers';
import { providerCredentials } from '../n8n/fields';
import { searchSenders } from '../n8n/senders';
import { triggerOutputs } from './outputs';
import { receive, respond } from './receive';
import { isRegistered, register, unregister } from './register';
import { answerChallenge } from './challenge';
import { triggerFields } from './description';
import { rememberAddress } from '../n8n/localAddress';
import { calledAt } from './waitingWays';

export class WhatsAppBusinessTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Business Trigger',
		name: 'whatsAppBusinessTrigger',
		icon: {
			light: 'file:whatsAppBusinessTrigger.svg',
			dark: 'file:whatsAppBusinessTrigger.dark.svg',
		},
		group: ['trigger'],
		// n8n evaluates an expression for every webhook of a node of version 1. Nothing else differs.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens on WhatsApp',
		defaults: { name: 'WhatsApp Business Trigger' },
		inputs: [],
		outputs: triggerOutputs as INodeTypeDescription['outputs'],
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
		triggerPanel: {
			header: 'Pull in events from WhatsApp',
			executionsHelp: {
				inactive:
					'While you listen for a test event, messages to this number come here instead of to the published workflow; afterwards everything is put back. Then publish the workflow to receive them all the time.',
				active:
					'This workflow receives events as long as it is published. While you listen for a test event they come here instead; afterwards everything is put back.',
			},
			activationHint: 'Publish the workflow to receive events all the time.',
		},
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
		try {
			rememberAddress(calledAt(this));
			const provider = providerById(this.getNodeParameter('provider') as string);
			return this.getWebhookName() === 'setup'
				? await answerChallenge(this, provider)
				: await receive(this, provider);
		} catch (error) {
			// n8n would start the workflow with the error; the provider is to deliver again instead.
			this.logger.error(`WhatsApp Business Trigger: ${(error as Error).message}`);
			return respond(this, 503, 'Please deliver again');
		}
	}
}
