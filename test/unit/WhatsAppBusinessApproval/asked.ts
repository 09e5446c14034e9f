import type {
	ApprovalState,
	Asked,
	Choice,
	SentQuestion,
} from '../../../nodes/WhatsAppBusinessApproval/state';
import type { InboundEvent } from '../../../nodes/whatsapp/events';
import type { Recipient } from '../../../nodes/whatsapp/messages';
import { signClaim, writeReference } from '../../../nodes/approvals/reference';

const KEY = Buffer.alloc(32, 7).toString('base64url');
export const MARTA = { phone: '12025550111', userId: 'US.1' };
export const DIEGO = { phone: '12025550112' };
export const PRIYA = { phone: '12025550113' };

const APPROVE: Choice = {
	id: 'a',
	label: 'Approve',
	words: ['yes'],
	decision: 'approved',
	exit: 0,
};
const REJECT: Choice = { id: 'r', label: 'Reject', words: ['no'], decision: 'rejected', exit: 1 };

/** A question with two buttons, an hour before anybody answers. */
export const sent = (id: string | undefined, over: Partial<SentQuestion> = {}): SentQuestion => ({
	id,
	by: 'buttons',
	labels: [APPROVE, REJECT].map(({ id: choice, label }) => ({ text: label, choice })),
	at: '2026-11-22T09:00:00.000Z',
	...over,
});

/** Somebody who was asked with the message `wamid.question`, or another. */
export const asked = (person: Recipient, messageId = 'wamid.question'): Asked => ({
	person,
	identities: [person],
	messages: [sent(messageId)],
});

/** Marta was asked to approve or reject. */
export const state: ApprovalState = {
	version: 2,
	key: KEY,
	earlierKeys: [],
	executionId: '4711',
	nodeId: '0b7f5c2e-6a41-4c58-9d3e-2f8f1f0b9a77',
	signature: 'ab'.repeat(32),
	provider: 'meta',
	from: '300',
	question: 'May it be?',
	listButton: 'Choose',
	sendAs: 'automatic',
	template: '',
	people: [
		{
			person: { phone: MARTA.phone },
			identities: [{ phone: MARTA.phone }, { userId: MARTA.userId }],
			messages: [sent('wamid.question')],
		},
	],
	excluded: [],
	rule: 'first',
	choices: [APPROVE, REJECT],
	typed: true,
	reactions: false,
	reasonMinutes: 0,
	texts: {
		confirmation: 'Noted: {choice}',
		others: '{person}: {choice}',
		again: 'Twice',
		late: 'Too late',
		notUnderstood: 'What? {answers}',
		reason: 'Why {choice}?',
		reminder: 'Still waiting',
	},
	exits: { answers: 2, oneOutput: false, humanReview: false },
	item: {},
	history: [],
	tasks: [],
};

/** All three are asked at once. */
export const ofThree: ApprovalState = {
	...state,
	people: [state.people[0], asked(DIEGO, 'wamid.diego'), asked(PRIYA, 'wamid.priya')],
};

/** In order; Marta is asked now. */
export const inOrder: ApprovalState = {
	...ofThree,
	rule: 'order',
	people: ofThree.people.map((one, index) => (index === 0 ? one : { ...one, messages: [] })),
};

type Claim = Pick<ApprovalState, 'executionId' | 'nodeId' | 'key'> & { person: Recipient };

/** A reference as this request makes it, or a changed one. */
export function refer(choice: string, over: Partial<Claim> = {}): string {
	const { executionId, nodeId, person, key } = {
		...state,
		person: { phone: MARTA.phone },
		...over,
	};
	const mac = signClaim({ choice, executionId, nodeId, person }, key);
	return writeReference({ choice, executionId, nodeId, signature: state.signature, mac })!;
}

export const common = {
	provider: 'meta',
	id: 'wamid.tap',
	timestamp: '2026-11-22T10:00:00.000Z',
	from: MARTA,
	to: {},
	raw: {},
};

export const tap = (replyId: string | undefined, over: object = {}): InboundEvent => ({
	event: 'reply',
	kind: 'button',
	replyId,
	context: { messageId: 'wamid.question' },
	...common,
	...over,
});

export const text = (words: string, over: object = {}): InboundEvent => ({
	event: 'message',
	kind: 'text',
	text: words,
	context: { messageId: 'wamid.question' },
	...common,
	...over,
});

export const reaction = (emoji: string | undefined, over: object = {}): InboundEvent => ({
	event: 'reply',
	kind: 'reaction',
	emoji,
	context: { messageId: 'wamid.question' },
	...common,
	...over,
});

export const status = (
	name: 'sent' | 'delivered' | 'read' | 'failed',
	reference: string | undefined,
	over: object = {},
): InboundEvent => ({
	event: 'status',
	status: name,
	messageId: 'wamid.question',
	reference,
	recipient: common.from,
	...common,
	...over,
});
