/** API calls in plain words. */

const digits = (phone) => String(phone ?? '').replace(/\D/g, '');

function personName(state, request) {
	const person = state.people.find(
		({ phone, userId }) =>
			(phone && digits(phone) === digits(request.to)) || userId === request.recipient,
	);
	return person?.name ?? request.to ?? request.recipient ?? 'nobody';
}

function describeMessage(state, request) {
	if (request.status === 'read')
		return request.typing_indicator ? 'Read, and typing…' : 'Mark as read';
	const to = personName(state, request);
	if (request.type === 'template') return `Template “${request.template?.name}” to ${to}`;
	if (request.type === 'interactive') {
		const kinds = { button: 'Reply buttons', list: 'List', cta_url: 'Link button', flow: 'Flow' };
		return `${kinds[request.interactive?.type] ?? 'Question'} to ${to}`;
	}
	const kind = request.type ?? 'text';
	return `${kind[0].toUpperCase()}${kind.slice(1)} to ${to}`;
}

const EDGES = {
	'GET debug_token': 'Check the token',
	'GET subscriptions': 'Read the app’s webhook',
	'POST subscriptions': 'Register the app’s webhook',
	'DELETE subscriptions': 'Remove the app’s webhook',
	'GET subscribed_apps': 'Is the app subscribed?',
	'POST subscribed_apps': 'Subscribe the app',
	'DELETE subscribed_apps': 'Unsubscribe the app',
	'GET message_templates': 'List templates',
	'GET phone_numbers': 'List phone numbers',
	'POST media': 'Upload a file',
	'GET download': 'Download a file',
};

export function pathOf(call) {
	return call.path.replace(/^\/v[\d.]+/, '').split('?')[0];
}

export function describeCall(state, call) {
	const edge = pathOf(call).split('/').at(-1);
	if (edge === 'messages' && call.method === 'POST')
		return describeMessage(state, call.request ?? {});
	if (state.phoneNumbers.some(({ id }) => id === edge)) {
		return call.method === 'GET' ? 'Look at the number' : 'Set the number’s webhook';
	}
	if (edge === state.wabaId) return 'Look at the account';
	return EDGES[`${call.method} ${edge}`] ?? pathOf(call);
}
