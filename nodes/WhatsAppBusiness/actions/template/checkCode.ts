import type { DraftCode } from '../../../whatsapp/templateDraft';
import { noVariables, tooLong, type DraftProblem } from './draftProblem';

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/autofill-button-authentication-templates */
const MOST_IN_CODE = { minutes: 90, label: 25, packageName: 224 } as const;

/** The limits that a template with a sign-in code breaks. */
export function codeProblems(code: DraftCode): Array<DraftProblem | undefined> {
	const { expiresAfterMinutes: minutes, copyLabel = '', autofill } = code;
	return [
		minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_IN_CODE.minutes)
			? {
					message: `The code expires after ${minutes} minutes; WhatsApp takes 1 to ${MOST_IN_CODE.minutes}`,
					hint: 'Change "Code Expires After"',
				}
			: undefined,
		tooLong('Label of the copy button', copyLabel, MOST_IN_CODE.label, 0),
		noVariables('Label of the copy button', copyLabel),
		...(autofill ? autofillProblems(autofill) : []),
	];
}

function autofillProblems({
	label = '',
	packageName,
	signatureHash,
}: NonNullable<DraftCode['autofill']>): Array<DraftProblem | undefined> {
	return [
		tooLong('Label of the autofill button', label, MOST_IN_CODE.label, 0),
		noVariables('Label of the autofill button', label),
		tooLong('App package name', packageName, MOST_IN_CODE.packageName, 1),
		/^[a-zA-Z]\w*(\.[a-zA-Z]\w*)+$/.test(packageName)
			? undefined
			: {
					message: `"${packageName}" is no package name of an Android app`,
					hint: 'Write it as the Play Store does, e.g. com.example.courier',
				},
		/^[a-zA-Z0-9+/=]{11}$/.test(signatureHash)
			? undefined
			: {
					message: 'App signature hash has not the form that WhatsApp takes',
					hint: 'Ask the makers of the app for its 11 characters, e.g. K8a/AINcGX7',
				},
	];
}
