import {
	sleep,
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { REFUSED_PROOF } from '../approvals/callTrigger';
import type { InboundEvent } from '../whatsapp/events';
import type { Provider } from '../providers/provider';
import type { WebhookRequest } from '../providers/http';
import { verifyAndParse, readWebhookRequest } from '../n8n/webhook';
import { passes } from './filterEvents';
import { settingsProblem } from './checkSettings';
import { toOutputs } from './outputs';
import { forwardsOf, passOn, type Forward } from './forward';
import { asAnswers, handOver } from './resumeApproval';
import { OpenQuestions } from './openQuestions';
import { sayNothingFound } from './sayNothingFound';
import { claim, onRecord, record, release, standing } from './dedupe';
import { readFilter, readOptions } from './parameters';

/** What a refused sender is told: nothing about the reason, which is in n8n's log. */
const REFUSED = {
	400: 'Bad Request',
	401: REFUSED_PROOF,
	413: 'Content Too Large',
	415: 'Unsupported Media Type',
};

/** This trigger, among all of this process. */
export const nodeOf = (context: IWebhookFunctions): string =>
	`${context.getWorkflow().id}/${context.getNode().id}/${context.getMode()}`;

/** Takes in one POST of the provider: every event in it, each once. */
export async function receive(
	context: IWebhookFunctions,
	provider: Provider,
): Promise<IWebhookResponseData> {
	const request = await readWebhookRequest(context);
	const intake = await verifyAndParse(context, provider, request);
	if (!intake.ok) {
		context.logger.warn(
			`WhatsApp Business Trigger: webhook refused. ${intake.reason}. Check the ${provider.webhooks.secretName} in the credential "${provider.name}"`,
		);
		return respond(context, intake.status, REFUSED[intake.status]);
	}
	if (intake.events.length === 0)
		sayNothingFound(context, provider, request, nodeOf(context), Date.now());
	const options = readOptions(context);
	// Refused on publishing; an expression may give something else by now.
	const problem = settingsProblem(options);
	if (problem)
		context.logger.warn(`WhatsApp Business Trigger: ${problem.message}. ${problem.hint}`);
	const node = nodeOf(context);
	const data = context.getWorkflowStaticData('node');
	const ownUrl = context.getNodeWebhookUrl('default') ?? '';
	const forwards = forwardsOf(request, options.forwardTo, ownUrl);
	const { fresh, busy } = claimFresh([...intake.events, ...forwards], data, node);
	const events = fresh.filter((job) => 'event' in job);
	const passing = fresh.filter((job) => 'url' in job);
	sayUnsupported(context, provider, events);

	if (!provider.webhooks.repeatsReference && events.some(isNamelessFailure))
		await sleep(ANNOUNCED_WITHIN);
	const questions = new OpenQuestions(data, node);
	const statuses = new Set(events.filter((event) => questions.learn(event)));
	const answers = events.flatMap((event) => asAnswers(event, questions));
	// Handing over may take longer than the provider waits, and an error would bring nothing back.
	const { redelivers } = provider.webhooks;
	const early = !redelivers && answers.length > 0;
	if (early) succeed(context, provider);
	const handed = await handOver(context, provider, request, answers, { options, questions });
	const passed = passOnAll(context, passing, request, redelivers);
	// Nobody waits for tries that nothing depends on.
	const again = new Set([...handed.again, ...(redelivers ? await passed : [])]);

	const filter = readFilter(context, options);
	const starting = events.filter(
		(event) => !handed.taken.has(event) && !statuses.has(event) && passes(event, filter),
	);
	const workflowData = toOutputs(starting, filter.events, options);
	// What does nothing, such as most statuses, may come twice, and takes no room on record.
	const effective = [...starting, ...handed.taken, ...passing].map(({ id }) => id);
	const handled = new Set(effective.filter((id) => !again.has(id)));
	for (const { id } of fresh) if (!handled.has(id)) release(node, id);
	const putOnRecord = () => {
		record(data, node, [...handled]);
		questions.save();
	};
	if (early) {
		putOnRecord();
		return { noWebhookResponse: true, workflowData };
	}
	// An error makes the provider deliver again; what was handled is known by then.
	const once = !redelivers || (!busy && again.size === 0);
	const answer = once ? (provider.webhooks.answer ?? OK) : AGAIN;
	return {
		workflowData,
		// n8n reads the answer once it has stored the execution. Not before is the event on record,
		// and only then does n8n save static data: starting an execution makes it forget that the
		// data was changed (seen on 2.40, where two Workflow objects share it).
		get webhookResponse() {
			putOnRecord();
			const response = context.getResponseObject();
			if (!once) keepStatus(response, 503);
			response.type(answer.contentType);
			return answer.body;
		},
	};
}

/** What cannot be read is said, so that nobody waits for it in vain. */
function sayUnsupported(
	{ logger }: IWebhookFunctions,
	{ name }: Provider,
	events: readonly InboundEvent[],
): void {
	for (const event of events) {
		if (event.event !== 'account' || event.unsupported === undefined) continue;
		const why = event.reason ?? 'It is an Account Change, with everything in "raw"';
		logger.warn(
			`WhatsApp Business Trigger: ${name} sent what cannot be read ("${event.kind}"). ${why}`,
		);
	}
}

/** n8n sets a status of its own once it has read the answer; instead, this one stays. */
function keepStatus(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	status: number,
): void {
	const set = response.status.bind(response);
	response.status = () => set(status);
}

/** Milliseconds within which an approval has told of a question that it has just sent. */
const ANNOUNCED_WITHIN = 1500;

/** A failure whose question only the approval can tell, and may be telling just now. */
const isNamelessFailure = (event: InboundEvent): boolean =>
	event.event === 'status' && event.status === 'failed' && event.reference === undefined;

const OK = { contentType: 'text/plain', body: 'OK' };
const AGAIN = { contentType: 'text/plain', body: 'Please deliver again' };

/** Ends a request with success before everything is done. */
function succeed(context: IWebhookFunctions, { webhooks }: Provider): void {
	const { contentType, body } = webhooks.answer ?? OK;
	context.getResponseObject().status(200).type(contentType).send(body);
}

/** Of events and forwards those that nobody has done or is doing; they are claimed. */
function claimFresh<Job extends { id: string }>(
	jobs: readonly Job[],
	data: IDataObject,
	node: string,
) {
	const now = Date.now();
	const recorded = onRecord(data);
	let busy = false;
	const fresh = jobs.filter(({ id }) => {
		const known = standing(recorded, node, id, now);
		if (known === 'busy') busy = true;
		if (known === 'new') claim(node, id, now);
		return known === 'new';
	});
	return { fresh, busy };
}

/** Passes the webhook on to other addresses. @returns ids of those that did not take it */
async function passOnAll(
	context: IWebhookFunctions,
	forwards: Forward[],
	request: WebhookRequest,
	redelivers: boolean,
): Promise<string[]> {
	const taken = await Promise.all(forwards.map((to) => passOn(context, to, request, redelivers)));
	return forwards.filter((_, index) => !taken[index]).map(({ id }) => id);
}

/** Ends the request. */
export function respond(
	context: IWebhookFunctions,
	status: number,
	text: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}
