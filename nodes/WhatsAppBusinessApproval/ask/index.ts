import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { oncePerRun } from '../../n8n/cache';
import { concernsAll, configurationError, wasRefused } from '../../n8n/errors';
import { resolveSender } from '../../n8n/senders';
import { signedResumeUrl } from '../../n8n/signedResumeUrl';
import type { Provider } from '../../providers/provider';
import type { Template } from '../../whatsapp/messages';
import {
	type ApprovalState,
	type Outcome,
	record,
	STATE_VERSION,
	VOTING_STATE_VERSION,
} from '../state';
import { refusedSend } from './failure';
import { isOpen } from '../decide/requests';
import { verdictOf } from '../decide/votes';
import { withUpload } from './above';
import { askPerson, directQuestion } from './reach';
import { readExits } from '../output/exits';
import { rememberKeys } from '../resume/execution';
import { checkAnswersReturn } from './triggerLink';
import { requireTemplate } from './template';
import type { ApprovalRequest } from '../parameters';
import { DELIVERY, refer } from '../references';

/**
 * Asks for each item. What is wrong with one of them is said before anybody is asked; whom the question
 * about one does not reach hinders no other.
 *
 * @returns everything that interpreting an answer will need; a request that reached nobody has ended
 * @throws what hindered the only request, or what hinders all of them
 */
export async function ask(
	context: IExecuteFunctions,
	wanted: readonly ApprovalRequest[],
): Promise<ApprovalState[]> {
	const prepared = await prepareAll(context, wanted);
	const requests: ApprovalState[] = [];
	let hindersAll: unknown;
	for (const { provider, state, template } of prepared) {
		if (hindersAll !== undefined) {
			requests.push(notDelivered(state, hindersAll));
			continue;
		}
		const { state: asked, failure } = await askAbout(context, provider, state, template);
		if (failure !== undefined && (prepared.length === 1 || isForAll(failure, requests)))
			throw failure;
		if (concernsAll(failure)) hindersAll = failure;
		requests.push(failure === undefined ? asked : notDelivered(asked, failure));
	}
	return requests;
}

interface Prepared {
	provider: Provider;
	state: ApprovalState;
	template?: Template;
}

async function prepareAll(
	context: IExecuteFunctions,
	wanted: readonly ApprovalRequest[],
): Promise<Prepared[]> {
	const keys = wanted.map(() => randomBytes(32).toString('base64url'));
	const earlierKeys = rememberKeys(context, keys);
	const prepared: Prepared[] = [];
	const once = oncePerRun();
	for (const [index, request] of wanted.entries()) {
		const { provider, sender, preflight } = request;
		const from = await once(`sender ${provider.id} ${sender}`, () =>
			resolveSender(context, provider, sender),
		);
		const state = prepare(context, request, { from, key: keys[index], earlierKeys, index });
		const template =
			state.template === '' ? undefined : await requireTemplate(context, provider, state, once);
		if (preflight) await checkAnswersReturn(context, provider, from);
		prepared.push({ provider, state, template });
	}
	return prepared;
}

/** A mistake of the set-up is said while nobody has been asked yet; then it is one item's failure. */
const isForAll = (failure: unknown, before: readonly ApprovalState[]): boolean =>
	!wasRefused(failure) && !before.some(isOpen);

function notDelivered(state: ApprovalState, error: unknown): ApprovalState {
	const failure = refusedSend(error);
	const told = state.history.some(({ event }) => event === 'not delivered');
	const { history } = told
		? state
		: record(state, { event: 'not delivered', at: new Date().toISOString(), ...failure });
	const outcome: Outcome = { decision: 'notDelivered', failure, history };
	return { ...state, history, ended: { outcome, exit: 'notDelivered' } };
}

/**
 * Sends one question to everybody named, or in order to the first. Whom it does not reach is noted; only
 * when it reaches nobody is that a failure.
 */
async function askAbout(
	context: IExecuteFunctions,
	provider: Provider,
	before: ApprovalState,
	template: Template | undefined,
): Promise<{ state: ApprovalState; failure?: unknown }> {
	let state = before;
	try {
		state = await withUpload(context, provider, state);
	} catch (failure) {
		return { state, failure };
	}
	const failures: unknown[] = [];
	const now = state.rule === 'order' ? state.people.slice(0, 1) : state.people;
	for (const who of now.keys()) {
		const asking = await askPerson(context, provider, state, who, template);
		state = asking.state;
		if (asking.error !== undefined) failures.push(asking.error);
	}
	// Where an answer got lost, the question may stand in the chat, and a tap on it counts.
	const somebody = state.people.some(({ messages }) => messages.some(({ failed }) => !failed));
	// Where too few were reached, their votes could decide nothing.
	const enough = state.rule !== 'votes' || verdictOf(state) === 'open';
	return somebody && enough ? { state } : { state, failure: failures[0] };
}

/** What everything rests on. @throws NodeOperationError when n8n's IDs have an unknown form */
function prepare(
	context: IExecuteFunctions,
	{ provider, people, groups, excluded, settings }: ApprovalRequest,
	{ index, ...own }: Pick<ApprovalState, 'from' | 'key' | 'earlierKeys'> & { index: number },
): ApprovalState {
	// n8n 1.x checks the signature of a resume request only after this; 2.x always does.
	const older = context as { setSignatureValidationRequired?: () => void };
	older.setSignatureValidationRequired?.();
	const { json: item = {}, binary: files } = context.getInputData()[index] ?? {};
	const state: ApprovalState = {
		...settings,
		version: settings.voting === undefined ? STATE_VERSION : VOTING_STATE_VERSION,
		...own,
		executionId: context.getExecutionId(),
		nodeId: context.getNode().id,
		signature: signedResumeUrl(context).searchParams.get('signature') ?? '',
		provider: provider.id,
		people: people.map((person, who) => ({
			person,
			identities: [person],
			messages: [],
			...(groups === undefined ? {} : { group: groups[who] }),
		})),
		excluded,
		exits: readExits(context),
		item,
		files,
		// Of the first it goes without saying, so that a request that is alone is as it always was.
		itemIndex: index || undefined,
		history: [],
		tasks: [],
	};
	// A list, or a question that is too long, cannot go so.
	const direct = settings.directSend && directQuestion(provider, state, 0) !== undefined;
	if (refer(state, people[0], DELIVERY) !== undefined)
		return { ...state, directSend: direct || undefined };
	throw configurationError(
		context.getNode(),
		'The ID of this node or of the execution has a form that cannot travel on a button, so nobody was asked',
		'Copy the node and paste it again (n8n then gives it a new ID), connect the copy and delete the old one',
	);
}
