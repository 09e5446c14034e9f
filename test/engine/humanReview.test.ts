import { ACCOUNT, runNode, statusOf } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

const SEND = 'POST /v24.0/300/messages';
const DEFAULT =
	'=The agent wants to run this tool: {{ $tool.name }}\n\nInput:\n{{ $tool.parameters }}';
const SENT = {
	contacts: [{ input: '+12025550111', wa_id: '12025550111' }],
	messages: [{ id: 'wamid.question' }],
};
const PARAMETERS = {
	provider: 'meta',
	operation: 'sendAndWait',
	sender: { __rl: true, mode: 'id', value: '300' },
	approver: '+1 202 555 0111',
	message: DEFAULT,
	approvalOptions: {},
};

interface Call {
	/** What the model gives. */
	given: Record<string, unknown>;
	/** The tool that it calls. */
	tool?: string;
	parameters?: Record<string, unknown>;
	/** Calls that the agent makes beside it. */
	beside?: Array<Record<string, unknown>>;
}

/** The parts of n8n's request for a call, as `createEngineRequests` and `handleRequest` make them (n8n 2.39.10). */
function action(given: Record<string, unknown>, tool: string, id: string) {
	const { hitlParameters, ...rest } = given;
	return {
		actionType: 'ExecutionNodeAction',
		nodeName: 'Under Test',
		input: { tool, ...rest, ...(hitlParameters as object), toolParameters: given.toolParameters },
		type: 'ai_tool',
		id,
		metadata: {
			itemIndex: 0,
			toolName: tool,
			hitl: {
				gatedToolNodeName: tool.replaceAll('_', ' '),
				toolName: tool,
				originalInput: given.toolParameters,
			},
		},
	};
}

/** Lets the node review a call, as an agent's only one or beside others. */
async function review({ given, tool = 'Close_Route', parameters = {}, beside = [] }: Call) {
	const made = action(given, tool, 'call_1');
	const actions = [made, ...beside.map((one) => action(one, 'Other_Tool', 'call_1'))];
	const started = { prompt: 'Close it', manager: '+1 202 555 0113' };
	return await runNode(
		{
			type: 'whatsAppBusinessApprovalHitlTool',
			parameters: {
				...PARAMETERS,
				...parameters,
				options: { checkAnswers: false, ...(parameters.options as object) },
			} as never,
			onError: 'stopWorkflow',
		},
		[{ json: { ...started, ...made.input, toolCallId: 'call_1' } as never }],
		{
			items: [{ json: started }],
			input: made.input as never,
			metadata: {
				subNodeExecutionData: { actions: actions.map((one) => ({ action: one })) },
			} as never,
		},
	);
}

/** What the person reads. */
async function asked(call: Call): Promise<string> {
	const texts: string[] = [];
	graphAnswers(SEND, (body) => {
		texts.push((body as { interactive: { body: { text: string } } }).interactive.body.text);
		return { status: 200, body: SENT };
	});
	const { run } = await review(call);
	expect(statusOf(run)).toBe('waiting');
	return texts[0];
}

/** Why nobody is asked: nothing is sent, and so nothing is fetched. */
async function refused(call: Call): Promise<string> {
	const { run, error } = await review(call);
	expect(run.status).toBe('error');
	return error!.message;
}

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

const toolParameters = { route: 'Coast Road', hours: 2 };

describe('what the person sees', () => {
	it("is the call, by n8n's own text", async () => {
		expect(await asked({ given: { toolParameters, hitlParameters: {} } })).toBe(
			'The agent wants to run this tool: Close_Route\n\nInput:\n{\n  "route": "Coast Road",\n  "hours": 2\n}',
		);
	});

	it.each([
		["{{ $tool['parameters'] }}", '{\n  "route": "Coast Road",\n  "hours": 2\n}'],
		['{{ $tool?.parameters?.route }}', 'Coast Road'],
		['{{ $tool .parameters ["route"] }}', 'Coast Road'],
		['{{ $json.toolParameters.route }}', 'Coast Road'],
		['{{ $json["toolParameters"] }}', '{\n  "route": "Coast Road",\n  "hours": 2\n}'],
		['{{ $tool.parameters.nothing }}|', '|'],
		['{{ (({ name, parameters }) => name + parameters.route)($tool) }}', 'Close_RouteCoast Road'],
		['{{ `${$tool.name}: ${$tool.parameters.hours * 2}` }}', 'Close_Route: 4'],
		['{{ $input.item.json.toolParameters.route }}', 'Coast Road'],
		['$tool {{ $json.prompt }}', '$tool Close it'],
	])('is the call also in %s', async (message, text) => {
		const given = { toolParameters, hitlParameters: {} };
		expect(await asked({ given, parameters: { message: `=${message}` } })).toBe(text);
	});

	it.each([
		'{{ $tool.parameters.to }}',
		"{{ $tool['parameters'].to }}",
		'{{ $tool?.parameters.to.trim() }}',
		'{{ $json.toolParameters.to + "" }}',
		'{{ $input.first().json.toolParameters.to.slice(0) }}',
	])('has what nobody would see spelled out in %s', async (message) => {
		const to = 'Ana\n\u202e*now*\u2028~not~ \u200bx{{ $json.prompt }}';
		const given = { toolParameters: { to } };
		expect(await asked({ given, parameters: { message: `=Pay ${message}` } })).toBe(
			'Pay Ana\\n\\u202e\\u002anow\\u002a\\u2028\\u007enot\\u007e \\u200bx{{ $json.prompt }}',
		);
	});

	it.each<[string, Record<string, unknown>]>([
		['beside the parameters', { tool: 'Read_Route', prompt: 'Nothing', hours: 1 }],
		['for the review', { hitlParameters: { tool: 'Read_Route', prompt: 'Nothing', hours: 1 } }],
		[
			'as its query',
			{ hitlParameters: { query: { tool: 'Read_Route', toolParameters: { route: 'none' } } } },
		],
	])('is what will run, whatever the model gives %s', async (_where, more) => {
		const message =
			'={{ $json.prompt }}: {{ $tool.name }} {{ $tool.parameters.route }} {{ $json.hours }} {{ $tool.name + $json.tool + $tool.parameters.route }}';
		expect(await asked({ given: { toolParameters, ...more }, parameters: { message } })).toBe(
			'Close it: Close_Route Coast Road  Close_RouteClose_RouteCoast Road',
		);
	});

	it('is asked of the one whom the builder named, whatever the model gives', async () => {
		const given = { toolParameters, manager: '+1 202 555 0199' };
		const parameters = { approver: '={{ $json.manager }}' };
		const to: unknown[] = [];
		graphAnswers(SEND, (body) => {
			to.push((body as { to: string }).to);
			return { status: 200, body: SENT };
		});
		await review({ given, parameters });
		expect(to).toEqual([expect.stringMatching(/12025550113$/)]);
	});

	it('keeps its order whatever the text beside it says', async () => {
		const given = { toolParameters };
		const message = '=\u202e{{ "\\u2066" }}{{ $tool.parameters.route }}';
		expect(await asked({ given, parameters: { message } })).toBe('\\u202e\\u2066Coast Road');
	});

	it('is text only', async () => {
		const link = 'https://example.com/route.jpg';
		const parameters = { above: 'image', mediaSource: 'link', link };
		expect(await refused({ given: { toolParameters, hitlParameters: {} }, parameters })).toBe(
			'Before a tool of an AI agent the question is text only, and here a picture is to stand above it, so nobody was asked',
		);
	});
});

describe('nobody is asked', () => {
	it.each<[string, Call, RegExp]>([
		[
			'where a parameter would make n8n run another tool',
			{ given: { toolParameters: { tool: 'Delete_Route' } } },
			/^The call of "Close_Route" has a parameter "tool"/,
		],
		[
			'where two calls have one ID',
			{ given: { toolParameters }, beside: [{ toolParameters: { route: 'Ring Road' } }] },
			/^This node cannot see which call/,
		],
		[
			'where the call does not fit into one message',
			{ given: { toolParameters: { note: 'x'.repeat(1024) } } },
			/^Message has \d+ characters|1024/,
		],
		[
			'where "Message" is in the words of the model',
			{
				given: { toolParameters },
				parameters: { message: "={{ $fromAI('message') }} {{ $tool.parameters }}" },
			},
			/^"Message" takes words from the model/,
		],
		...(
			[
				['Header', { options: { header: '={{ $tool.parameters.title }}' } }],
				['Footer', { options: { footer: "={{ $json['toolParameters'].title }}" } }],
				['Ask', { approver: "={{ $fromAI('manager') }}" }],
				['Never Ask', { options: { neverAsk: '={{ $tool.parameters.me }}' } }],
				[
					'Approve Label',
					{ approvalOptions: { values: { approveLabel: "={{ $fromai('label') }}" } } },
				],
				['Confirmation', { options: { confirmation: '={{ $tool?.name }}' } }],
				['From', { sender: { __rl: true, mode: 'id', value: "={{ $fromAI('from') }}" } }],
			] as const
		).map(([label, parameters]): [string, Call, RegExp] => [
			`where "${label}" takes what the model chose`,
			{ given: { toolParameters }, parameters },
			new RegExp(`^"${label}" takes what the model chose, so nobody was asked$`),
		]),
	])('%s', async (_what, call, message) => {
		expect(await refused(call)).toMatch(message);
	});

	it('where the template has no place for the call', async () => {
		const buttons = ['Approve', 'Reject'].map((text) => ({ type: 'QUICK_REPLY', text }));
		const template = {
			name: 'decide',
			language: 'en_US',
			status: 'APPROVED',
			components: [
				{ type: 'BODY', text: 'A decision is waiting.' },
				{ type: 'BUTTONS', buttons },
			],
		};
		graphAnswers('GET /v24.0/200/message_templates', { status: 200, body: { data: [template] } });
		const value = 'decide|en_US';
		const options = { sendAs: 'template', template: { __rl: true, mode: 'name', value } };
		expect(await refused({ given: { toolParameters }, parameters: { options } })).toMatch(
			/^The template "decide" has no place for the question/,
		);
	});
});
