/**
 * 500 approvals wait at the same time and are tapped; every one must go on by the exit that was
 * tapped. The time from the tap to the start of the next node stands beside that of n8n's own Wait
 * node, whose resume URL is called directly: in one run, in turns, on the same n8n.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startStack } from '../e2e/stack.mts';
import { atOnce, atRate, inBlocks, summary } from './load.mts';
import {
	executionsIn,
	installApproval,
	installDirect,
	installTrigger,
	startWaiting,
} from './resumeFlows.mts';
import { callOffers, calm, isRight, tapOffers, type Offer } from './resumeOffers.mts';

/** Of each kind. */
const COUNT = 500;
/** Approvals that three people have to approve; what is measured is the last of their votes. */
const VOTES = 36;
/** How many of them come steadily, and how many a second: far less than n8n can do. */
const STEADY = 36;
const PER_SECOND = 1.5;
/** The others come as fast as they are answered, so many at the same time. */
const CONCURRENT = 8;
/** The kinds take turns, so that what else the machine does hits both. */
const BLOCKS = { steady: 6, burst: 58, votes: 6 };
/** Milliseconds; until the trigger has looked whether votes have stayed. */
const LOOKED_AFTER = 3000;
const APPROVERS = ['+1 202 555 0111', '+1 202 555 0112', '+1 202 555 0113'];

const begun = Date.now();
// WhatsApp delivers again for days; a tap must not get lost because the machine is slow.
const stack = await startStack({ redelivery: Array<number>(60).fill(1000) });
try {
	const { switches } = stack.simulator.state;
	await installTrigger(stack);
	const approval = await installApproval(stack, 'Approval');
	const everyone = { approver: APPROVERS.join(', '), whoDecides: 'everyone' };
	const votes = await installApproval(stack, 'Votes', everyone);
	const direct = await installDirect(stack);
	const bodies = Array.from({ length: COUNT }, (_, index) => ({
		subject: `Question ${index}`,
		approver: APPROVERS[index % APPROVERS.length],
	}));
	// The questions' delivery statuses are not what is measured.
	switches.batchMilliseconds = 250;
	await startWaiting(stack, approval, bodies);
	await startWaiting(stack, votes, bodies.slice(0, VOTES));
	await startWaiting(stack, direct, [...bodies, ...bodies.slice(0, VOTES)]);
	switches.batchMilliseconds = 0;
	const taps = tapOffers(stack, await executionsIn(stack, approval, 'waiting', COUNT));
	const waiting = await executionsIn(stack, direct, 'waiting', COUNT + VOTES);
	const allCalls = callOffers(stack, waiting);
	const calls = allCalls.slice(0, COUNT);
	await calm(stack);
	const cast = tapOffers(stack, await executionsIn(stack, votes, 'waiting', VOTES), false);
	const isLast = ({ executionId }: Offer, index: number) =>
		cast.findLastIndex((other) => other.executionId === executionId) === index;
	for (const early of cast.filter((offer, index) => !isLast(offer, index))) await early.send();
	const lastVotes = cast.filter(isLast);
	const besideVotes = allCalls.slice(COUNT);
	await calm(stack);
	await sleep(LOOKED_AFTER);

	const steady = await inTurns(
		[taps.slice(0, STEADY), calls.slice(0, STEADY)],
		BLOCKS.steady,
		(block) => atRate(PER_SECOND, block, (offer) => offer.send()),
	);
	const burst = await inTurns([taps.slice(STEADY), calls.slice(STEADY)], BLOCKS.burst, (block) =>
		atOnce(CONCURRENT, block, (offer) => offer.send()),
	);

	const byVotes = await inTurns([lastVotes, besideVotes], BLOCKS.votes, (block) =>
		atRate(PER_SECOND, block, (offer) => offer.send()),
	);

	const done = new Map(
		[
			...(await executionsIn(stack, approval, 'success', COUNT)),
			...(await executionsIn(stack, votes, 'success', VOTES)),
			...(await executionsIn(stack, direct, 'success', COUNT + VOTES)),
		].map((execution) => [execution.id, execution]),
	);
	const offers = [...taps, ...calls, ...lastVotes, ...besideVotes];
	const wrong = offers.filter((offer) => !isRight(offer, done.get(offer.executionId)));
	const delay = ({ executionId, next, sentAt }: Offer) =>
		done.get(executionId)!.data.resultData.runData[next]![0]!.startTime - sentAt;
	if (offers.length !== 2 * (COUNT + VOTES) || wrong.length > 0) {
		throw new Error(`${wrong.length} of ${offers.length} went on wrongly`);
	}
	const times = (offers: Offer[]) => summary(offers.map(delay));
	const milliseconds = {
		approval: times(taps.slice(0, STEADY)),
		direct: times(calls.slice(0, STEADY)),
		approval_burst: times(taps.slice(STEADY)),
		direct_burst: times(calls.slice(STEADY)),
		last_vote: times(lastVotes),
		direct_beside_votes: times(besideVotes),
	};
	const ratios = {
		vs_direct: ratio(milliseconds.approval.median, milliseconds.direct.median),
		vs_direct_burst: ratio(milliseconds.approval_burst.median, milliseconds.direct_burst.median),
		vote_vs_direct: ratio(milliseconds.last_vote.median, milliseconds.direct_beside_votes.median),
	};
	const bars = { vs_direct: 1.2, vs_direct_burst: 1.5 };
	console.log(
		JSON.stringify({
			bench: 'resume',
			ratios,
			bars,
			met: ratios.vs_direct <= bars.vs_direct && ratios.vs_direct_burst <= bars.vs_direct_burst,
			milliseconds,
			detail: {
				waiting: COUNT,
				votes: VOTES,
				right: COUNT - wrong.length,
				perSecond: PER_SECOND,
				concurrent: CONCURRENT,
				seconds: { steady, burst, byVotes, all: seconds(Date.now() - begun) },
			},
		}),
	);
} finally {
	await stack.stop();
}

/** @returns the seconds for which each kind was offered */
async function inTurns(
	kinds: [taps: Offer[], calls: Offer[]],
	size: number,
	offer: (block: Offer[]) => Promise<void>,
) {
	const [taps, calls] = kinds.map((offers) => inBlocks(offers, size)) as [Offer[][], Offer[][]];
	const spent = { approval: 0, direct: 0 };
	for (const [index, block] of taps.entries()) {
		for (const [kind, part] of [['approval', block] as const, ['direct', calls[index]!] as const]) {
			const start = Date.now();
			await offer(part);
			spent[kind] += Date.now() - start;
			await calm(stack);
		}
	}
	return { approval: seconds(spent.approval), direct: seconds(spent.direct) };
}

function ratio(ours: number, theirs: number): number {
	return Math.round((ours / theirs) * 100) / 100;
}

function seconds(milliseconds: number): number {
	return Math.round(milliseconds / 100) / 10;
}
