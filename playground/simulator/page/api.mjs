/** The page's way to the simulator's control API. */

export async function act(path, body = {}) {
	const response = await fetch(`/playground/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return response.json();
}

/** Calls `onState` with each new state; `onConnection` says whether the simulator is there. */
export function watch(onState, onConnection) {
	const source = new EventSource('/playground/events');
	source.addEventListener('state', (event) => {
		onConnection(true);
		onState(JSON.parse(event.data));
	});
	source.onerror = () => onConnection(false);
	return () => source.close();
}
