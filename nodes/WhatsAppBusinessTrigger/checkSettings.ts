import type { IHookFunctions } from 'n8n-workflow';
import { configurationError } from '../n8n/errors';
import { parsePeople } from '../whatsapp/people';
import type { Problem } from '../whatsapp/limits/problem';
import { readAddresses } from './forward';
import { readOptions, type TriggerOptions } from './parameters';

/** The first setting with something in it that cannot be read, and would not be minded. */
export function settingsProblem({
	forwardTo,
	person,
	resumeUrl,
}: Pick<TriggerOptions, 'forwardTo' | 'person' | 'resumeUrl'>): Problem | undefined {
	const [nobody] = parsePeople(person).unreadable;
	if (nobody !== undefined) {
		return {
			message: `"${nobody}" in "From Person" is no phone number with country code`,
			hint: 'Write the number in "From Person" like +34 600 000 001, or give a WhatsApp user ID; separate several with commas',
		};
	}
	const [nowhere] = readAddresses(forwardTo).unreadable;
	if (nowhere !== undefined) {
		return {
			message: `"${nowhere}" in "Forward To" is no address`,
			hint: 'Write the whole address in "Forward To", like https://n8n.example.com/webhook/…; separate several with commas',
		};
	}
	if (resumeUrl.trim() !== '' && readAddresses(resumeUrl).urls[0] !== resumeUrl.trim()) {
		return {
			message: `"${resumeUrl}" in "Resume URL" is no address`,
			hint: 'Write the whole address in "Resume URL", like https://n8n.example.com/webhook-waiting, or leave it empty',
		};
	}
	return undefined;
}

/** Refuses to listen with a setting that would not be minded. @throws NodeOperationError naming it */
export function refuseUnreadable(hook: IHookFunctions): void {
	const problem = settingsProblem(readOptions(hook));
	if (problem) throw configurationError(hook.getNode(), problem.message, problem.hint);
}
