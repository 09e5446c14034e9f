import type { IExecuteFunctions } from 'n8n-workflow';
import { numberOf } from '../../core/number';
import { textOf } from '../../core/text';
import { configurationError } from '../../n8n/errors';
import { isHumanReview } from '../output/humanReview';
import type { ApprovalState, VotingRule } from '../state';
import type { AskedPeople } from './people';

/** The field "Who Decides". */
type WhoDecides = 'first' | 'order' | 'everyone' | 'majority' | 'number' | 'groups';

/** Only approvals are decided by more than the first, and an agent waits for one person. */
export function readWhoDecides(context: IExecuteFunctions, item: number): WhoDecides {
	const approval = context.getNodeParameter('responseType', item, 'approval') === 'approval';
	return approval && !isHumanReview(context.getNode())
		? (context.getNodeParameter('whoDecides', item, 'first') as WhoDecides)
		: 'first';
}

/**
 * How the decision is made by those who are asked.
 *
 * @throws NodeOperationError when more would have to approve than are asked
 */
export function readRule(
	context: IExecuteFunctions,
	item: number,
	whoDecides: WhoDecides,
	asked: AskedPeople,
): Pick<ApprovalState, 'rule' | 'voting'> {
	if (whoDecides === 'first' || whoDecides === 'order') return { rule: whoDecides };
	const veto = context.getNodeParameter('rejections', item, 'veto') !== 'count';
	return { rule: 'votes', voting: { needed: readNeeded(context, item, whoDecides, asked), veto } };
}

function readNeeded(
	context: IExecuteFunctions,
	item: number,
	whoDecides: Exclude<WhoDecides, 'first' | 'order'>,
	{ people, groups = [] }: AskedPeople,
): VotingRule['needed'] {
	switch (whoDecides) {
		case 'everyone':
			return [people.length];
		case 'majority':
			return [Math.floor(people.length / 2) + 1];
		case 'groups':
			return [...new Set(groups)].map(() => 1);
		case 'number':
			return [readNumber(context, item, people.length)];
	}
}

function readNumber(context: IExecuteFunctions, item: number, asked: number): number {
	const given = context.getNodeParameter('approvalsNeeded', item, 2);
	const needed = numberOf(given);
	if (Number.isInteger(needed) && needed >= 1 && needed <= asked) return needed;
	throw configurationError(
		context.getNode(),
		Number.isInteger(needed) && needed > asked
			? `${needed} approvals are needed, but "Ask" names ${asked === 1 ? 'one person' : `${asked} people`}, so nobody was asked`
			: `"${textOf(given)}" in "Approvals Needed" is no whole number of people, so nobody was asked`,
		'Give in "Approvals Needed" a number from 1 up to how many people "Ask" names',
	);
}
