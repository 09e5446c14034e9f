import type { IExecuteFunctions } from 'n8n-workflow';
import { mayHaveArrived } from '../../n8n/errors';
import type { Provider } from '../../providers/provider';
import type { Template } from '../../whatsapp/messages';
import { withUpload } from '../ask/above';
import { refusedSend } from '../ask/failure';
import { askAgain, askByTemplate, askDirectly, askReason } from '../ask/followUps';
import { type Asking, notAsked } from '../ask/question';
import { askPerson } from '../ask/reach';
import { lookUpTemplate, requireTemplate } from '../ask/template';
import type { Transition } from '../decide/interpretation';
import { unreachable } from '../decide/otherEvents';
import { reject } from '../decide/reject';
import type { ApprovalState, Task } from '../state';

type Step = Exclude<Transition, { kind: 'refused' }>;

/** Does what an answer asked for: asks the next, once more, in another way, or for a reason. Never throws. */
export async function runTask(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	task: Task,
): Promise<Step> {
	const { who } = task;
	const asked = ({ state: known, error }: Asking): Step =>
		error === undefined || mayHaveArrived(error) || task.do === 'askAgain'
			? goOn(known)
			: unreachable(known, who, refusedSend(error));
	try {
		if (task.do === 'askReason') return goOn(await askReason(context, provider, state, who));
		const ready = await withUpload(context, provider, state);
		switch (task.do) {
			case 'ask': {
				const template = await readTemplate(context, provider, ready);
				return asked(await askPerson(context, provider, ready, who, template));
			}
			case 'askDirectly': {
				const template = await readTemplate(context, provider, ready);
				return asked(await askDirectly(context, provider, ready, who, template));
			}
			case 'askByTemplate':
				return asked(await askByTemplate(context, provider, ready, who));
			case 'askAgain':
				return asked(await askAgain(context, provider, ready, who));
		}
	} catch (error) {
		// Without a reason it stays a rejection, and an earlier question still stands in the chat.
		if (task.do === 'askReason') return mayHaveArrived(error) ? goOn(state) : reject(state);
		const known = notAsked(state, who, error);
		return task.do === 'askAgain' ? goOn(known) : unreachable(known, who, refusedSend(error));
	}
}

const goOn = (state: ApprovalState): Step => ({ kind: 'goOn', state, notes: [] });

/** What is wrong with the template matters only where nothing else may be sent. */
async function readTemplate(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
): Promise<Template | undefined> {
	if (state.template === '') return undefined;
	if (state.sendAs === 'template') return await requireTemplate(context, provider, state);
	return (await lookUpTemplate(context, provider, state)).template;
}
