import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { configurationError } from '../../n8n/errors';
import { resolveSender } from '../../n8n/senders';
import { signedResumeUrl } from '../../n8n/signedResumeUrl';
import { STATE_VERSION, VOTING_STATE_VERSION, type ApprovalState } from '../state';
import { verdictOf } from '../decide/votes';
import { withUpload } from './above';
import { askPerson, directQuestion } from './reach';
import { readExits } from '../output/exits';
import { rememberKey } from '../resume/execution';
import { checkAnswersReturn } from './triggerLink';
import { requireTemplate } from './template';
import type { ApprovalRequest } from '../parameters';
import { DELIVERY, refer } from '../references';

/**
 * Sends the question to everybody named, or in order to the first. Whom it does not reach is noted;
 * only when it reaches nobody is that a failure of the node.
 *
 * @returns everything that interpreting an answer will need
 */
export async function ask(
	context: IExecuteFunctions,
	request: ApprovalRequest,
): Promise<ApprovalState> {
	const { provider } = request;
	let state = await prepare(context, request);
	const template =
		state.template === '' ? undefined : await requireTemplate(context, provider, state);
	if (request.preflight) await checkAnswersReturn(context, provider, state.from);
	state = await withUpload(context, provider, state);
	const failures: unknown[] = [];
	const now = state.rule === 'order' ? state.people.slice(0, 1) : state.people;
	for (const who of now.keys()) {
		const asking = await askPerson(context, provider, state, who, template);
		state = asking.state;
		if (asking.error !== undefined) failures.push(asking.error);
	}
	// Where an answer got lost, the question may stand in the chat, and a tap on it counts.
	const somebody = state.people.some(({ messages }) => messages.some(({ failed }) => !failed));
	if (!somebody) throw failures[0];
	// Too few were reached: their votes could decide nothing.
	if (state.rule === 'votes' && verdictOf(state) !== 'open') throw failures[0];
	return state;
}

/** What everything rests on. @throws NodeOperationError when n8n's IDs have an unknown form */
async function prepare(
	context: IExecuteFunctions,
	{ provider, sender, people, groups, excluded, settings }: ApprovalRequest,
): Promise<ApprovalState> {
	// n8n 1.x checks the signature of a resume request only after this; 2.x always does.
	const older = context as { setSignatureValidationRequired?: () => void };
	older.setSignatureValidationRequired?.();
	const key = randomBytes(32).toString('base64url');
	const state: ApprovalState = {
		...settings,
		version: settings.voting === undefined ? STATE_VERSION : VOTING_STATE_VERSION,
		key,
		earlierKeys: rememberKey(context, key),
		executionId: context.getExecutionId(),
		nodeId: context.getNode().id,
		signature: signedResumeUrl(context).searchParams.get('signature') ?? '',
		provider: provider.id,
		from: await resolveSender(context, provider, sender),
		people: people.map((person, index) => ({
			person,
			identities: [person],
			messages: [],
			...(groups === undefined ? {} : { group: groups[index] }),
		})),
		excluded,
		exits: readExits(context),
		item: context.getInputData()[0]?.json ?? {},
		files: context.getInputData()[0]?.binary,
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
