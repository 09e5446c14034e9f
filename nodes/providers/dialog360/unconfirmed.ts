import {
	answered,
	bringsItsId,
	byUserId,
	repeatsItsReference,
	reported,
	type Unconfirmed,
} from '../unconfirmed';

/** In the words of docs/providers/dialog360.md. */
export const unconfirmed: readonly Unconfirmed[] = [
	{
		assumption: 'The tracking reference comes back in statuses (`biz_opaque_callback_data`)',
		look: reported(['text', 'buttons', 'list'], repeatsItsReference),
	},
	{ assumption: 'An empty address removes the webhook' },
	{ assumption: "The partners' signature is written in hex; `sha256=…` and base64 are read too" },
	{ assumption: "Template lists come in pages of 100, with Meta's links from page to page" },
	{
		assumption:
			"Templates are made and deleted at `/message_templates`, in Meta's form, where they are listed",
	},
	{
		assumption:
			'A quick reply of a template carries up to 128 characters (WhatsApp names no limit)',
		look: answered(['template'], bringsItsId),
	},
	{ assumption: 'Direct Send takes reply and link buttons, as at Meta' },
	{ assumption: 'People can be written to by user ID (BSUID), as at Meta', look: byUserId },
	{
		assumption:
			"360dialog's own errors are a text under `error`, `message`, `detail` or `developer_message`",
	},
	{ assumption: "The credential's test address `/health_status` is there on every host" },
	{ assumption: 'No call tells to which number a key belongs' },
	{ assumption: 'Addresses can be asked for in Singapore too, as at Meta' },
	{ assumption: 'Media by ID belong to the number of the key' },
];
