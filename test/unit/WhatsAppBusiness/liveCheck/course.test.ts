import { LIVE_KINDS } from '../../../../nodes/WhatsAppBusiness/liveCheck/kinds';
import {
	haltAfter,
	leftOut,
	notSent,
	STOPPED,
} from '../../../../nodes/WhatsAppBusiness/liveCheck/course';
import type { Outcome } from '../../../../nodes/WhatsAppBusiness/liveCheck/plan';

const refused = (category: string): Outcome => ({
	status: 'refused',
	reason: 'The token has expired',
	hint: 'Make a new one',
	failure: { code: '190', category },
});
const concerned = (outcome: Outcome): string[] => {
	const halt = haltAfter(outcome);
	return LIVE_KINDS.filter((kind) => halt?.concerns(kind)).map(({ id }) => id);
};

it('a closed window leaves templates only, and says how to open it', () => {
	const all = LIVE_KINDS.map(({ id }) => id);
	expect(concerned(refused('window'))).toEqual(all.filter((id) => id !== 'template'));
	const { status, reason, hint } = notSent(haltAfter(refused('window'))!);
	expect(status).toBe('not sent');
	expect(`${reason}. ${hint}`).toMatch(
		/24-hour window is closed.*Write any message from this phone/,
	);
});

it.each(['access', 'account'])('a refusal of the category %s ends everything', (category) => {
	expect(concerned(refused(category))).toHaveLength(LIVE_KINDS.length);
	expect(notSent(haltAfter(refused(category))!).reason).toContain('The token has expired');
});

it.each(['request', 'template', 'recipient', 'limit', 'service'])(
	'after a refusal of the category %s the next is sent',
	(category) => {
		expect(haltAfter(refused(category))).toBeUndefined();
	},
);

it('a message that was taken, left out or unknown stops nothing', () => {
	for (const outcome of [{ status: 'accepted' }, { status: 'unknown' }, leftOut('It needs a link')])
		expect(haltAfter(outcome as Outcome)).toBeUndefined();
	expect(LIVE_KINDS.every((kind) => STOPPED.concerns(kind))).toBe(true);
});
