import type { Failure } from '../whatsapp/failure';

/** How long to wait before a refused message is sent again. Milliseconds. */
export interface Retry {
	wait: number;
	/** For so long the number sends nothing else either. */
	pause?: number;
	/** By so much the number sends what comes next later, for each message that is refused so. */
	putOff?: number;
}

/** How often one message is sent at most. */
const TRIES = 4;
/** What is longer is left to the workflow: an execution should not sit and wait. */
const LONGEST = 60;
/** Seconds, where the provider names none, and where only the rate was too high for a moment. */
const SHORT = 1;
/**
 * Milliseconds: hardly anything for a single message that was too fast, but much where somebody else
 * sends from this number too.
 */
const PUT_OFF = 25;
/**
 * Too many messages to one person: wait 4^X seconds. It concerns nobody else.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/about-the-platform
 */
const PAIR_RATE = '131056';

/**
 * Is a refused message sent again by itself, and when? Only what the provider said it did not take.
 *
 * @param failure undefined when the answer got lost: the message may have gone out
 * @param tries how often it was sent so far
 * @param random from 0 to 1, so that messages refused together do not come back together
 */
export function retryPolicy(
	failure: Pick<Failure, 'code' | 'category' | 'retry' | 'afterSeconds'> | undefined,
	tries: number,
	random: number,
): Retry | undefined {
	if (failure === undefined || failure.retry === 'never' || tries >= TRIES) return undefined;
	const { code, category, retry, afterSeconds } = failure;
	if (code === PAIR_RATE) return { wait: 4 ** (tries - 1) * 1000 };
	if (retry === 'later' && (afterSeconds === undefined || afterSeconds > LONGEST)) return undefined;
	const first = category === 'limit' ? SHORT : (afterSeconds ?? SHORT);
	const seconds = retry === 'later' ? afterSeconds! : Math.min(LONGEST, first * 2 ** (tries - 1));
	const wait = seconds * 1000 * (1 + random / 4);
	if (category !== 'limit') return { wait };
	return retry === 'later' ? { wait, pause: seconds * 1000 } : { wait, putOff: PUT_OFF };
}
