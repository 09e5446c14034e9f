import type { FlowMessage, LinkMessage } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { frameFindings } from '../../whatsapp/limits/problem';
import { between, publicLink, unless, type Findings } from './problem';

/** Of a button that opens a page. */
export function linkFindings(message: LinkMessage, provider: Provider): Findings {
	const limits = provider.supports.link!;
	return [
		...frameFindings(message, limits, provider),
		between('Button Label', message.label, 1, limits.label),
		between('Link', message.url, 1, limits.url),
		publicLink(message.url),
	];
}

/** Of a button that opens a form. */
export function flowFindings(message: FlowMessage, provider: Provider): Findings {
	const limits = provider.supports.flow!;
	const { flow, cta, token, screen, data, screenFromServer = false } = message;
	return [
		...frameFindings(message, limits, provider),
		between('Flow', 'id' in flow ? flow.id : flow.name, 1, Infinity),
		unless(
			'id' in flow || limits.names === true,
			`${provider.name} knows flows by their ID only`,
			'Give the ID of the flow, as the list of flows in WhatsApp Manager shows it',
		),
		between('Button Label', cta, 1, limits.cta),
		unless(
			!/\p{Extended_Pictographic}/u.test(cta),
			'WhatsApp takes no emoji in the button of a flow',
			'Remove the emoji from Button Label',
		),
		between('Flow Token', token, 1, Infinity),
		unless(
			!screenFromServer || limits.screenFromServer === true,
			`${provider.name} cannot begin a flow with a screen from your server`,
			'Switch off "First Screen From Our Server", or send the flow in a template',
		),
		unless(
			!screenFromServer || (screen === undefined && data === undefined),
			'The first screen is to come from your server, and is named here too',
			'Switch off "First Screen From Our Server", or remove "First Screen" and "First Screen Data"',
		),
		unless(
			data === undefined || screen !== undefined,
			'"First Screen Data" is filled in, but not for which screen',
			'Name the screen in "First Screen"',
		),
		unless(
			data === undefined || Object.keys(data).length > 0,
			'"First Screen Data" holds nothing',
			'Remove it, or give at least one value',
		),
	];
}
