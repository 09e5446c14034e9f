import type { LiveKind } from './kind';
import type { Outcome } from './plan';

/** Why the messages that follow are not sent. */
export interface Halt {
	reason: string;
	hint: string;
	/** Does that concern this kind of message? */
	concerns(kind: LiveKind): boolean;
}

const WINDOW: Halt = {
	reason: 'The 24-hour window is closed',
	hint: 'Write any message from this phone to your business number, and then run the live check again',
	concerns: ({ anytime }) => anytime !== true,
};

const everyKind = (): boolean => true;

/** What a refusal means for the messages that follow; undefined where they can be sent. */
export function haltAfter({ failure, reason, hint }: Outcome): Halt | undefined {
	switch (failure?.category) {
		case 'window':
			return WINDOW;
		// Every message would be refused for the same reason.
		case 'access':
		case 'account':
			return {
				reason: `Not sent after an earlier message was refused: ${reason ?? 'no reason was given'}`,
				hint: hint ?? 'See the refused message',
				concerns: everyKind,
			};
		default:
			return undefined;
	}
}

export const STOPPED: Halt = {
	reason: 'Not sent: the execution was stopped',
	hint: 'Run the live check again',
	concerns: everyKind,
};

/** A message that was not sent. */
export const notSent = ({ reason, hint }: Pick<Halt, 'reason' | 'hint'>): Outcome => ({
	status: 'not sent',
	reason,
	hint,
});

/** What to fill in for a message that was left out. */
export const leftOut = (reason: string): Outcome =>
	notSent({ reason, hint: 'Fill it in to send this kind too; without it, the rest is checked' });
