import { lookUpTemplate } from '../../../../nodes/WhatsAppBusinessApproval/ask/template';
import { findTemplate } from '../../../../nodes/n8n/templates';
import { providerById } from '../../../../nodes/providers';
import { sent, state } from '../asked';
import { templateWith } from '../decide/setting';

jest.mock('../../../../nodes/n8n/templates');

/** What is wrong with a template that has these labels, after one was sent with those. */
async function problemWith(labels: string[], before?: [string, string]) {
	jest.mocked(findTemplate).mockResolvedValue(templateWith(labels));
	const [marta] = state.people;
	const shown = (before ?? []).map((text, index) => ({ text, choice: state.choices[index].id }));
	const messages = [sent('wamid.question', { by: 'template', labels: shown })];
	const people = before === undefined ? state.people : [{ ...marta, messages }];
	const wanted = { ...state, people, template: 'request|en' };
	const { problem } = await lookUpTemplate({} as never, providerById('meta'), wanted);
	return problem?.message;
}

it('labels that no list knows stand for what is in their place, and from then on for nothing else', async () => {
	expect(await problemWith(['Go', 'Stop'])).toBeUndefined();
	expect(await problemWith(['Go', 'Stop'], ['Go', 'Stop'])).toBeUndefined();
	expect(await problemWith(['Los', 'Halt'], ['Go', 'Stop'])).toBeUndefined();
	expect(await problemWith(['Stop', 'Go'], ['Go', 'Stop'])).toBe(
		'The button "Stop" of the template "request" stands in the place of the answer "Approve", but reads like "Reject"',
	);
});
