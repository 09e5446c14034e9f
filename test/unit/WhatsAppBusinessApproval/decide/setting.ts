import type { ApprovalState, Choice } from '../../../../nodes/WhatsAppBusinessApproval/state';
import type { Template, TemplateButton } from '../../../../nodes/whatsapp/messages';

/** A human being, whatever name the builder has for them. */
export interface Human {
	phone: string;
	userId: string;
}
export const HUMANS: readonly Human[] = ['111', '112', '113'].map((end) => ({
	phone: `12025550${end}`,
	userId: `US.${end}`,
}));
export const ASKING = '300';
export const OTHER_NUMBER = '301';
export const MINUTES_UNTIL_DEADLINE = 120;

/** What buttons of a template count as the first: those of all kinds, or the quick replies. */
export type Reading = 'allButtons' | 'quickReplies';

export interface Setting {
	/** Named by number or by user ID; the same human may be named twice. */
	people: Array<{ human: number; by: 'phone' | 'userId' }>;
	excluded: Array<{ human: number; by: 'phone' | 'userId' }>;
	rule: ApprovalState['rule'];
	voting?: ApprovalState['voting'];
	sendAs: ApprovalState['sendAs'];
	question: string;
	choices: Choice[];
	reasonMinutes: number;
	/** How the send counts buttons, and how the provider does. */
	reading: { ours: Reading; theirs: Reading };
	/** Does the provider say what stands on the button that was tapped, and on which message? */
	says: { label: boolean; message: boolean };
	/**
	 * What becomes of the buttons' references with Direct Send: they are kept, get lost, or are mixed up by
	 * the template that WhatsApp makes; or the account has not got it, or it is not wanted.
	 */
	direct: 'kept' | 'lost' | 'mixed' | 'refused' | 'off';
	/** Milliseconds by which n8n's clock is ahead of WhatsApp's. */
	ahead: number;
}

const plainButtons = (labels: readonly string[]): TemplateButton[] =>
	labels.map((text) =>
		text.startsWith('http')
			? { kind: 'url', text: 'See order', url: text }
			: { kind: 'quickReply', text },
	);

/** A template with these buttons, links among them; its body takes the question. */
export const templateWith = (labels: readonly string[]): Template => {
	const buttons = plainButtons(labels);
	return {
		id: '1',
		name: 'request',
		language: 'en',
		category: 'UTILITY',
		status: 'approved',
		statusText: 'APPROVED',
		parameterFormat: 'positional',
		body: 'A decision is waiting: {{1}}',
		buttons,
		variables: [
			{ id: 'body.1', place: 'body', kind: 'text', name: '1', label: 'Body: 1', required: true },
			...buttons.flatMap(({ kind }, button) =>
				kind !== 'quickReply'
					? []
					: [
							{
								id: `button.${button}`,
								place: 'button' as const,
								kind: 'payload' as const,
								name: String(button),
								label: 'reply ID',
								required: false,
								button,
							},
						],
			),
		],
		raw: {},
	};
};

export const positions = (buttons: readonly TemplateButton[], reading: Reading): number[] =>
	buttons.flatMap(({ kind }, at) =>
		reading === 'allButtons' || kind === 'quickReply' ? [at] : [],
	);

/** Which choice a label or a word means to a human. */
export type Meaning = (text: string) => string | undefined;
