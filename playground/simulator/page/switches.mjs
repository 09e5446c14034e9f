import { html } from '/page/preact.mjs';
import { act } from './api.mjs';

export function Switch({ name, label, hint, on, set }) {
	return html`
		<label class="switch" title=${hint}>
			<input
				type="checkbox"
				role="switch"
				data-test=${`switch-${name}`}
				checked=${on}
				onChange=${(event) => set(event.target.checked)}
			/>
			<span class="switch-track" aria-hidden="true"></span>
			<span class="switch-text"><b>${label}</b><small>${hint}</small></span>
		</label>
	`;
}

const set = (change) => act('switches', change);

/** What can go wrong between WhatsApp and n8n, to be tried on purpose. */
export function Switches({ state }) {
	const { switches } = state;
	return html`
		<div class="switches">
			<h3>Webhooks to n8n</h3>
			<${Switch}
				name="deliverTwice"
				label="Deliver every webhook twice"
				hint="Meta promises at least once, not exactly once. A workflow should start one time."
				on=${switches.deliverTwice}
				set=${(on) => set({ deliverTwice: on })}
			/>
			<${Switch}
				name="n8nUnreachable"
				label="n8n unreachable"
				hint="Webhooks fail and are tried again after 1, 2, 4, 8… seconds. Nothing gets lost."
				on=${switches.n8nUnreachable}
				set=${(on) => set({ n8nUnreachable: on })}
			/>
			<${Switch}
				name="batchMilliseconds"
				label="Collect webhooks for two seconds"
				hint="Several events then arrive in one request, as they do on a busy number."
				on=${switches.batchMilliseconds > 0}
				set=${(on) => set({ batchMilliseconds: on ? 2000 : 0 })}
			/>
			<${Switch}
				name="shuffleStatuses"
				label="Statuses in the wrong order"
				hint="“Delivered” arrives before “sent”. Meta gives no promise of order."
				on=${switches.shuffleStatuses}
				set=${(on) => set({ shuffleStatuses: on })}
			/>
			<h3>Sending</h3>
			<${Switch}
				name="windowRefusal"
				label="Refuse late, not at once"
				hint="Outside the 24-hour window the send is accepted first and fails a moment later."
				on=${switches.windowRefusal === 'async'}
				set=${(on) => set({ windowRefusal: on ? 'async' : 'sync' })}
			/>
			<${Switch}
				name="rejectSends"
				label="Refuse the next message"
				hint="Meta answers with its rate limit (130429), once."
				on=${switches.rejectSends !== null}
				set=${(on) => set({ rejectSends: on ? { code: 130429, status: 400, times: 1 } : null })}
			/>
			<${Switch}
				name="directSend"
				label="No Direct Send"
				hint="Meta has not switched it on for the account: a message sent so is refused with 100."
				on=${switches.directSend !== 'on'}
				set=${(on) => set({ directSend: on ? 'off' : 'on' })}
			/>
			<h3>The number (run Setup → Check)</h3>
			<${Switch}
				name="quality"
				label="Low quality"
				hint="Meta rates it red, because people blocked or reported it."
				on=${switches.quality === 'RED'}
				set=${(on) => set({ quality: on ? 'RED' : 'GREEN' })}
			/>
			<${Switch}
				name="numberStatus"
				label="Not registered"
				hint="Meta says that it is not registered with the Cloud API. Messages go out here all the same."
				on=${switches.numberStatus !== 'CONNECTED'}
				set=${(on) => set({ numberStatus: on ? 'PENDING' : 'CONNECTED' })}
			/>
			<${Switch}
				name="health"
				label="No payment method"
				hint="Meta says that it blocks sending until there is one. Messages go out here all the same."
				on=${switches.health === 'BLOCKED'}
				set=${(on) => set({ health: on ? 'BLOCKED' : 'AVAILABLE' })}
			/>
			<h3>Time</h3>
			<div class="action">
				<button data-test="switch-skipHours" onClick=${() => set({ skipHours: 25 })}>
					Skip 25 hours
				</button>
				<small>The clock here jumps forward, so every 24-hour window closes.</small>
			</div>
			<div class="action">
				<button data-test="reset" onClick=${() => act('reset')}>Start again</button>
				<small>Clears chats, logs and switches. Webhook addresses stay registered.</small>
			</div>
		</div>
	`;
}
