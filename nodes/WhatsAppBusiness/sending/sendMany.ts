import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { providerById } from '../../providers';
import { numberOf } from '../../core/number';
import { textOf } from '../../core/text';
import { concernsAll, configurationError, failureOf, nodeError } from '../../n8n/errors';
import { oncePerRun } from '../../n8n/cache';
import { retryPolicy } from '../../n8n/retry';
import type { SendOperation } from '../actions/operation';
import { readOptions } from '../actions/options';
import { systemClock } from '../../n8n/clock';
import { refuseAboveDailyLimit, refuseUnreadableOptOuts } from './recipients';
import { failedAfter, failedItem, notSentItem, refusedItem } from './results';
import { sharedPaces } from './pace';
import { sendInTurn, type Limits } from './queue';
import { sendItem } from './sendItem';

/** What WhatsApp allows one number. */
const PER_SECOND = 80;
/** An answer takes about a quarter of a second: enough for 80 a second. */
const AT_ONCE = 20;
/** The most that WhatsApp gives any number. */
const MOST_PER_SECOND = 1000;
const MOST_AT_ONCE = 250;

/** Of all executions of this process. */
const paces = sharedPaces();

/**
 * Sends the message of each item.
 *
 * @returns one item for each, in the same order
 * @throws NodeApiError, NodeOperationError at the first failure, unless Continue On Fail is set
 */
export async function sendMany(
	context: IExecuteFunctions,
	operation: SendOperation,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	if (items.length === 0) return [];
	const provider = providerById(context.getNodeParameter('provider', 0) as string);
	const once = oncePerRun();
	const limits = readLimits(context, provider.supports.perSecond ?? PER_SECOND);
	const goesOn = context.continueOnFail();
	try {
		refuseUnreadableOptOuts(context);
		await refuseAboveDailyLimit(context, provider, operation, once);
	} catch (error) {
		if (!goesOn) throw nodeError(context.getNode(), error);
		return items.map((_, item) => failedItem(context, item, notSentItem(error)));
	}
	const cancelled = () => context.getExecutionCancelSignal?.()?.aborted === true;
	let endedBy: { error: unknown } | undefined;
	const outcomes = await sendInTurn<IDataObject>(
		{
			count: items.length,
			turn: (itemIndex) => sendItem(context, itemIndex, provider, operation, once),
			again: (error, tries) => retryPolicy(failureOf(error), tries, systemClock.random()),
			ends(error) {
				if (goesOn && !concernsAll(error)) return false;
				endedBy ??= { error };
				return true;
			},
			cancelled,
		},
		limits,
		systemClock,
		(from, perSecond) => paces(`${provider.id} ${from}`, perSecond),
	);
	if (endedBy !== undefined && !goesOn) failedAfter(context.getNode(), endedBy.error, outcomes);
	return outcomes.map((outcome, item) => {
		if (outcome?.ok) return { json: outcome.result, pairedItem: { item } };
		const fields = outcome ? refusedItem(outcome) : notSentItem(endedBy?.error);
		return failedItem(context, item, fields);
	});
}

function readLimits(context: IExecuteFunctions, usual: number): Limits {
	const { messagesPerSecond = usual, atTheSameTime = AT_ONCE } = readOptions(context, 0);
	const perSecond = numberOf(messagesPerSecond);
	const atOnce = numberOf(atTheSameTime);
	if (!(perSecond > 0 && perSecond <= MOST_PER_SECOND)) {
		throw configurationError(
			context.getNode(),
			`"Messages per Second" is ${textOf(messagesPerSecond)}`,
			`Give a number above 0, up to ${MOST_PER_SECOND}`,
		);
	}
	if (!(Number.isInteger(atOnce) && atOnce > 0 && atOnce <= MOST_AT_ONCE)) {
		throw configurationError(
			context.getNode(),
			`"At the Same Time" is ${textOf(atTheSameTime)}`,
			`Give a whole number from 1 to ${MOST_AT_ONCE}`,
		);
	}
	return { perSecond, atOnce };
}
