import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const KEY = 'open-ai-stand-in-key';

const toolCall = z.strictObject({
	id: z.string().min(1),
	type: z.literal('function'),
	function: z.strictObject({ name: z.string(), arguments: z.string() }),
});
const textPart = z.strictObject({ type: z.literal('text'), text: z.string() });
const message = z.discriminatedUnion('role', [
	z.strictObject({ role: z.enum(['system', 'developer', 'user']), content: z.string() }),
	z.strictObject({
		role: z.literal('assistant'),
		// n8n sends an empty list where the model only called tools.
		content: z.union([z.string(), z.array(textPart)]).nullish(),
		tool_calls: z.array(toolCall).optional(),
	}),
	z.strictObject({
		role: z.literal('tool'),
		tool_call_id: z.string(),
		content: z.string(),
		// Not documented for this role, but taken; n8n's memory gives it.
		name: z.string().optional(),
	}),
]);
const tool = z.strictObject({
	type: z.literal('function'),
	function: z.strictObject({
		name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
		description: z.string().optional(),
		parameters: z.object({
			type: z.literal('object'),
			properties: z.record(z.string(), z.unknown()).optional(),
		}),
		strict: z.boolean().nullish(),
	}),
});
const completion = z.strictObject({
	model: z.string().min(1),
	messages: z.array(message).min(1),
	tools: z.array(tool).optional(),
	tool_choice: z.enum(['auto', 'none', 'required']).optional(),
	temperature: z.number().optional(),
	stream: z.literal(false).optional(),
});

type Message = z.infer<typeof message>;
type Tool = z.infer<typeof tool>;
export type Completion = z.infer<typeof completion>;

const refusal = (status: number, problem: string, type = 'invalid_request_error') =>
	new Refusal(status, { error: { message: problem, type, param: null, code: null } });

/** OpenAI refuses a tool's answer to a call that nobody made. */
function checkAnswers(messages: readonly Message[]): void {
	const asked = new Set<string>();
	for (const one of messages) {
		if (one.role === 'assistant') for (const { id } of one.tool_calls ?? []) asked.add(id);
		if (one.role === 'tool' && !asked.has(one.tool_call_id))
			throw refusal(400, `No tool call found for tool_call_id ${one.tool_call_id}`);
	}
}

/** What somebody may want of this model, in English or Spanish. It understands nothing else. */
const WISHES = [
	{ tool: /change/i, words: /\b(?:change|move|put|cambia a) (.+?) (?:to|on|a) (.+?)[.!]?$/iu },
	{ tool: /look_up/i, words: /\b(?:does|is|tiene|lleva) ([\p{L} ]+?)(?: drive| on)?\?/iu },
];
const BEFORE = /what did i say before|qué dije antes/i;

/** Parameters as a tool wants them: one behind a human review wraps them up. */
function argumentsFor({ function: { parameters } }: Tool, values: object): string {
	const wrapped = parameters.properties?.toolParameters !== undefined;
	return JSON.stringify(wrapped ? { toolParameters: values, hitlParameters: {} } : values);
}

const wordsOf = (one: Message | undefined): string =>
	typeof one?.content === 'string' ? one.content : '';

function nextMessage({ messages, tools = [] }: Completion, callId: string) {
	const lastAsked = messages.findLastIndex(({ role }) => role === 'user');
	const told = messages.slice(lastAsked).filter(({ role }) => role === 'tool');
	const say = (content: string) => ({ role: 'assistant', content, refusal: null });
	if (told.length > 0) return say(told.map(({ content }) => content).join('\n'));
	const words = wordsOf(messages[lastAsked]);
	if (BEFORE.test(words)) {
		const before = messages.slice(0, lastAsked).findLast(({ role }) => role === 'user');
		return say(before ? `You said: ${wordsOf(before)}` : 'You said nothing before.');
	}
	for (const wish of WISHES) {
		const [found, driver, route] = wish.words.exec(words) ?? [];
		const wanted = tools.find(({ function: { name } }) => wish.tool.test(name));
		if (found === undefined || !wanted) continue;
		const call = {
			name: wanted.function.name,
			arguments: argumentsFor(wanted, { driver, ...(route && { route }) }),
		};
		return {
			role: 'assistant',
			content: null,
			refusal: null,
			tool_calls: [{ id: callId, type: 'function', function: call }],
		};
	}
	return say(
		'Ask me “Which route does Diego Lopez drive?” or say “Move Diego Lopez to Coast road”.',
	);
}

/**
 * A chat model of OpenAI that follows a few set phrases about drivers and routes, by the tools that
 * it is given, and repeats what they tell.
 *
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export function openAi() {
	const requests: Completion[] = [];
	const service = serviceApp(
		(app) => {
			app.post('/v1/chat/completions', ({ body }, response) => {
				const request = checked(completion, body, (problem) => refusal(400, problem));
				checkAnswers(request.messages);
				requests.push(request);
				const next = nextMessage(request, `call_${requests.length}`);
				response.json({
					id: `chatcmpl-${requests.length}`,
					object: 'chat.completion',
					created: Math.floor(Date.now() / 1000),
					model: request.model,
					choices: [
						{
							index: 0,
							message: next,
							finish_reason: next.content === null ? 'tool_calls' : 'stop',
						},
					],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				});
			});
		},
		({ headers }) => headers.authorization === `Bearer ${KEY}`,
		{
			unauthorized: { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } },
			down: { error: { message: 'The server is overloaded', type: 'server_error' } },
		},
	);
	return {
		hosts: { 'api.openai.com': service.app },
		credentials: [
			{
				name: 'OpenAI',
				type: 'openAiApi',
				data: { apiKey: KEY, url: 'https://api.openai.com/v1', header: false },
				nodes: ['@n8n/n8n-nodes-langchain.lmChatOpenAi'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		/** What n8n asked the model, oldest first. */
		requests,
	} satisfies Service & Record<string, unknown>;
}
