import type { TemplateCategory } from '../../../whatsapp/templateDraft';
import type { DraftProblem } from './draftProblem';

/**
 * Minutes between which WhatsApp can be told to give up, by category.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/time-to-live
 */
const RANGES: Readonly<Record<TemplateCategory, readonly [least: number, most: number]>> = {
	AUTHENTICATION: [0.5, 15],
	MARKETING: [720, 43_200],
	UTILITY: [0.5, 720],
};

export function deliveryProblem(
	category: TemplateCategory,
	seconds: number | undefined,
): DraftProblem | undefined {
	if (seconds === undefined) return undefined;
	const [least, most] = RANGES[category];
	const minutes = seconds / 60;
	return minutes >= least && minutes <= most
		? undefined
		: {
				message: `WhatsApp cannot try for ${minutes} minutes to deliver a message of this category`,
				hint: `Choose ${least} to ${most} minutes in "Give Up After"`,
			};
}
