import { buttonsHeader, interactive } from './graphInteractive.mts';
import type { SendContent } from './sendSchema.mts';

/** What opens a page, a form or the map, in Meta's shape. */

export const urlButton = ({
	header,
	body,
	footer,
	action,
}: SendContent<'interactive/url-button'>) =>
	interactive({
		type: 'cta_url',
		...(header && { header: buttonsHeader(header) }),
		body,
		...(footer && { footer }),
		action: {
			name: 'cta_url',
			parameters: { display_text: action.displayText, url: action.url },
		},
	});

export const locationRequest = ({ body }: SendContent<'interactive/location-request'>) =>
	interactive({
		type: 'location_request_message',
		body,
		action: { name: 'send_location' },
	});

export function flow({ header, body, footer, action }: SendContent<'interactive/flow'>) {
	const { mode, flowToken, flowId, callToActionButton, flowAction, flowActionPayload } = action;
	return interactive({
		type: 'flow',
		...(header && { header: { type: 'text', text: header.text } }),
		body,
		...(footer && { footer }),
		action: {
			name: 'flow',
			parameters: {
				flow_message_version: '3',
				flow_id: flowId,
				flow_cta: callToActionButton,
				flow_token: flowToken,
				...(mode && { mode: mode.toLowerCase() }),
				...(flowAction && { flow_action: flowAction.toLowerCase() }),
				...(flowActionPayload && { flow_action_payload: flowActionPayload }),
			},
		},
	});
}
