import type { INodeProperties } from 'n8n-workflow';
import { withDirectSend } from '../../n8n/fields';

/** Asks people who have not written in 24 hours without a template of one's own. */
export const directSendField: INodeProperties = {
	displayName: 'Direct Send',
	name: 'directSend',
	type: 'boolean',
	default: false,
	description:
		'Whether people who have not written in the last 24 hours are asked with the same words and buttons, without a template, where WhatsApp has switched Direct Send on for your account. WhatsApp charges each such question as a utility message; where it is refused, the template is next. With Meta and 360dialog, up to three choices.',
	displayOptions: { show: { '/provider': withDirectSend } },
};
