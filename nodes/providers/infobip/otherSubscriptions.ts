import { problem } from '../registrationProblem';
import type { Exchange, RegistrationResult, RegistrationSettings } from '../provider';
import type { InfobipAccount } from './account';
import { putResource, removeResource } from './resources';
import { isSender, type Taker } from './subscriptions';

/**
 * Makes somebody else's subscription leave the sender to us, which the builder has asked for: it goes,
 * or goes on for its other senders. One for every sender stays; ours names the sender, and wins.
 */
export function* giveWay(
	infobip: InfobipAccount,
	{ id, senders, profileId, raw }: Taker,
	{ replace, temporary }: RegistrationSettings,
): Exchange<RegistrationResult<null>> {
	// Without being asked to replace it, this is one that calls us already.
	if (senders.length === 0 || (!replace && !temporary)) return { ok: true, value: null };
	if (temporary) {
		return problem(
			`The subscription "${id}" takes the messages of this sender, and a test run could not put it back`,
			'Take the sender out of it under Developer Tools → Subscriptions Management in the Infobip portal',
		);
	}
	const others = senders.filter((entry) => !isSender(entry, infobip.sender));
	if (others.length === 0) return yield* removeResource(infobip, 'subscription', id);
	const { name, events } = raw;
	return yield* putResource(infobip, 'subscription', id, {
		...(name !== undefined && { name }),
		events,
		resources: others,
		profile: { profileId },
	});
}
