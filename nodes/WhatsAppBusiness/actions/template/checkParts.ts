import type { DraftButton } from '../../../whatsapp/templateDraft';
import { noVariables, tooLong, type DraftProblem } from './draftProblem';

/**
 * A code had 15 characters until December 2025.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/changelog
 */
const MOST_ON_BUTTONS = { buttons: 10, label: 25, url: 2000, phone: 20, code: 20 } as const;

const MOST_OF_A_KIND: Partial<Record<DraftButton['kind'], { most: number; words: string }>> = {
	url: { most: 2, words: 'buttons that open a website' },
	phone: { most: 1, words: 'buttons that call a number' },
	copyCode: { most: 1, words: 'buttons that copy a code' },
};

/** The limits that buttons break. @param where e.g. ` of card 1` */
export function buttonProblems(
	buttons: readonly DraftButton[],
	where = '',
): Array<DraftProblem | undefined> {
	const count = buttons.length;
	const quick = buttons.map(({ kind }) => kind === 'quickReply');
	const labels = buttons.flatMap((button) => ('text' in button ? [button.text] : []));
	const twice = labels.find((label, index) => labels.indexOf(label) !== index);
	return [
		count > MOST_ON_BUTTONS.buttons
			? {
					message: `There are ${count} buttons; WhatsApp takes at most ${MOST_ON_BUTTONS.buttons}`,
					hint: 'Remove buttons',
				}
			: undefined,
		...Object.entries(MOST_OF_A_KIND).map(([kind, { most, words }]) => {
			const found = buttons.filter((button) => button.kind === kind).length;
			return found > most
				? {
						message: `There are ${found} ${words}; WhatsApp takes at most ${most}`,
						hint: 'Remove one',
					}
				: undefined;
		}),
		quick.filter((is, index) => is && !quick[index - 1]).length > 1
			? {
					message: 'Other buttons stand between the quick replies',
					hint: 'Put all quick replies next to each other, before or after the others',
				}
			: undefined,
		...buttons.flatMap((button, index) => oneButton(button, `button ${index + 1}${where}`)),
		twice === undefined
			? undefined
			: { message: `Two buttons have the same label "${twice}"`, hint: 'Give each its own label' },
	];
}

function oneButton(button: DraftButton, which: string): Array<DraftProblem | undefined> {
	if (button.kind === 'copyCode') {
		return [tooLong(`Example code of ${which}`, button.example, MOST_ON_BUTTONS.code, 1)];
	}
	return [
		tooLong(`Label of ${which}`, button.text, MOST_ON_BUTTONS.label, 1),
		noVariables(`Label of ${which}`, button.text),
		...(button.kind === 'url' ? urlProblems(button, which) : []),
		button.kind === 'flow' && !/^\d+$/.test(button.flowId)
			? {
					message: `"${button.flowId}" of ${which} is no flow ID`,
					hint: 'Copy the ID of the form from WhatsApp Manager → Flows; it consists of digits',
				}
			: undefined,
		button.kind === 'phone' && !/^\+[1-9]\d{6,18}$/.test(button.phone)
			? {
					message: `"${button.phone}" of ${which} is no phone number with country code`,
					hint: `Write it like +34600000001, at most ${MOST_ON_BUTTONS.phone} characters`,
				}
			: undefined,
	];
}

function urlProblems(
	{ url, example = '' }: Extract<DraftButton, { kind: 'url' }>,
	which: string,
): Array<DraftProblem | undefined> {
	const variables = [...url.matchAll(/\{\{[^{}]*\}\}/g)];
	const hasOne = variables.length > 0;
	return [
		tooLong(`Website of ${which}`, url, MOST_ON_BUTTONS.url, 1),
		/^https?:\/\/[^\s/{}]+\S*$/i.test(url)
			? undefined
			: {
					message: `"${url}" of ${which} is no public link`,
					hint: 'Give an address that starts with https://',
				},
		hasOne && (variables.length > 1 || !url.endsWith('{{1}}'))
			? {
					message: `The website of ${which} has a variable elsewhere than at its end`,
					hint: 'Write the one variable at the end, e.g. https://example.com/orders/{{1}}',
				}
			: undefined,
		hasOne && !/^https?:\/\/\S+$/i.test(example)
			? {
					message: `The website of ${which} has a variable and no example`,
					hint: 'Fill in "Website Example" with a complete address, e.g. https://example.com/orders/4711',
				}
			: undefined,
	];
}
