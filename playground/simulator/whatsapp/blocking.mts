import { z } from 'zod';

import { type SimulatedPerson, digitsOf } from '../account.mts';
import {
	blockKey,
	changed,
	personByPhone,
	personByUserId,
	windowOpen,
	type World,
} from '../world.mts';
import { titleOf } from './refusal.mts';

/** The people whom a number has blocked (M:block-users). */

const person = z.union([
	z.strictObject({ user: z.string().regex(/^\+?[\d\s()-]{7,20}$/) }),
	z.strictObject({ user_id: z.string().regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/) }),
]);

/** The body of blocking and unblocking alike. */
export const blockRequest = z.strictObject({
	messaging_product: z.literal('whatsapp'),
	block_users: z.array(person).min(1).max(1000),
});
type BlockRequest = z.infer<typeof blockRequest>;

interface Named {
	input: string;
	wa_id?: string;
	user_id?: string;
	found: SimulatedPerson | undefined;
}

function named(world: World, given: BlockRequest['block_users'][number]): Named {
	if ('user_id' in given) {
		const { user_id } = given;
		return { input: user_id, user_id, found: personByUserId(world, user_id) };
	}
	const wa_id = digitsOf(given.user);
	return { input: given.user, wa_id, found: personByPhone(world, wa_id) };
}

const answered = ({ found: _found, ...identity }: Named) => identity;

/** Of those who cannot be blocked each says why; the page names no code for it, other than of the whole. */
export function block(world: World, phoneNumberId: string, { block_users: people }: BlockRequest) {
	const all = people.map((one) => named(world, one));
	const mayBe = ({ found }: Named) =>
		found !== undefined && windowOpen(world, found.id, phoneNumberId);
	for (const { found } of all.filter(mayBe)) world.blocked.add(blockKey(found!.id, phoneNumberId));
	changed(world);
	const failed = all.filter((one) => !mayBe(one));
	const body = {
		messaging_product: 'whatsapp',
		block_users: {
			added_users: all.filter(mayBe).map(answered),
			...(failed.length > 0 && {
				failed_users: failed.map((one) => ({ ...answered(one), errors: [NOT_ENGAGED] })),
			}),
		},
	};
	return { body, failed: failed.length > 0 };
}

const NOT_ENGAGED = {
	message: `(#131047) ${titleOf(131047)}`,
	code: 131047,
	error_data: { details: 'More than 24 hours have passed since the user last wrote' },
};

/** Not restricted by the 24 hours. */
export function unblock(
	world: World,
	phoneNumberId: string,
	{ block_users: people }: BlockRequest,
) {
	const all = people.map((one) => named(world, one));
	for (const { found } of all) if (found) world.blocked.delete(blockKey(found.id, phoneNumberId));
	changed(world);
	return { messaging_product: 'whatsapp', block_users: { removed_users: all.map(answered) } };
}

export const blockedBy = (world: World, phoneNumberId: string) =>
	world.people
		.filter(({ id }) => world.blocked.has(blockKey(id, phoneNumberId)))
		.map(({ phone, userId }) => ({
			messaging_product: 'whatsapp',
			...(phone ? { wa_id: digitsOf(phone) } : { user_id: userId }),
		}));
