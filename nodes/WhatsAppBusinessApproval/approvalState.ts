import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Recipient } from '../providers/messages';
import { asObject, asText, parseJson } from '../shared/json';
import type { Exits } from './exits';

/** One answer that can be given. */
export interface Choice {
	/** One letter or digit, as it stands in the reference. */
	id: string;
	label: string;
	/** Small text below the label; lists only. */
	description?: string;
	decision: 'approved' | 'rejected' | 'chosen';
	/** Index of the exit, when each decision has its own. */
	exit: number;
}

/** Somebody who was asked. */
export interface Asked {
	/** As the builder named the person. */
	person: Recipient;
	/** Every identity under which the person may answer. */
	identities: Recipient[];
	/** The question; absent when the provider's answer got lost and it may or may not be there. */
	messageId?: string;
}

/** What people are told after the decision; an empty text is not sent. */
export interface Texts {
	/** To the one who decided. `{choice}` is the label. */
	confirmation: string;
	/** To the others who were asked. `{person}` decided, `{choice}` is the label. */
	others: string;
}

/** One line of the evidence. */
export type HistoryEntry = { event: string; at: string } & IDataObject;

/** What a waiting approval knows of itself; saved by n8n with the execution, and nowhere else. */
export interface ApprovalState {
	/** Made for this request, base64url; proves a reference. */
	key: string;
	executionId: string;
	nodeId: string;
	/** Signature of the resume URL, for references made later. */
	signature: string;
	/** Number that asks. */
	from: string;
	question: string;
	/** Template for people whom only a template reaches; `name|language`, empty for none. */
	template: string;
	people: Asked[];
	choices: Choice[];
	texts: Texts;
	exits: Exits;
	/** The item that came in. */
	item: IDataObject;
	history: HistoryEntry[];
}

const CONTEXT_KEY = 'whatsAppApproval';

/** Puts the state where n8n saves it. As text: n8n's context is a proxy that objects do not survive. */
export function saveState(context: IExecuteFunctions, state: ApprovalState): void {
	context.getContext('node')[CONTEXT_KEY] = JSON.stringify(state);
}

/**
 * The state of the waiting node, or undefined. A resume request has no `getContext`, but
 * expressions reach the node's context there (tried on n8n 1.123 and 2.40).
 */
export function readState(context: IWebhookFunctions): ApprovalState | undefined {
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) =>
		brace === '{' ? '\\u007b' : '\\u007d',
	);
	const text = asText(context.evaluateExpression(`{{ $(${name}).context["${CONTEXT_KEY}"] }}`));
	return asObject(parseJson(text ?? '')) as ApprovalState | undefined;
}
