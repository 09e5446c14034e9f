import type { INodeProperties } from 'n8n-workflow';

const shownForFlows = { show: { '/operation': ['sendFlow'] } };

/** What can be set for a flow besides what is needed, among the options. */
export const flowOptions: INodeProperties[] = [
	{
		displayName: 'Draft',
		name: 'draft',
		type: 'boolean',
		default: false,
		description: 'Whether the flow is not published yet, to try it out',
		displayOptions: shownForFlows,
	},
	{
		displayName: 'First Screen',
		name: 'firstScreen',
		type: 'string',
		default: '',
		placeholder: 'e.g. DELIVERY',
		description: 'ID of the screen to begin with. Empty means the first one of the flow.',
		displayOptions: shownForFlows,
	},
	{
		displayName: 'First Screen Data',
		name: 'firstScreenData',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"order": "4711"}',
		description: 'What the first screen is given, as JSON',
		displayOptions: shownForFlows,
	},
	{
		displayName: 'First Screen From Our Server',
		name: 'firstScreenFromServer',
		type: 'boolean',
		default: false,
		description:
			'Whether the flow asks the server that it is connected to for its first screen (data_exchange)',
		displayOptions: shownForFlows,
	},
	{
		displayName: 'Flow Token',
		name: 'flowReference',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-4711',
		description:
			'Comes back with the answers as flow_token. Empty means the tracking reference, or else a random one.',
		displayOptions: shownForFlows,
	},
];
