import { html, useEffect, useRef, useState } from '/page/preact.mjs';
import { Bubble } from './bubble.mjs';
import { ListSheet } from './listSheet.mjs';

function dayOf(at, now) {
	const day = new Date(at).toDateString();
	if (day === new Date(now).toDateString()) return 'Today';
	return new Date(at).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
}

/** The messages of one chat, always scrolled to the newest. */
export function Chat({ person, business, messages, now, quote }) {
	const area = useRef(/** @type {HTMLElement | null} */ (null));
	const [listOf, setListOf] = useState(null);
	const last = messages.at(-1);
	useEffect(() => {
		area.current?.scrollTo({ top: area.current.scrollHeight });
	}, [last?.id, person.typing, person.phoneOff]);
	const byId = new Map(messages.map((message) => [message.id, message]));
	const sheet = listOf ? byId.get(listOf) : null;
	return html`
		<div class="chat" ref=${area} tabindex="0" aria-label="Chat" role="log">
			<p class="notice">Messages here are simulated on your computer. Answers go to n8n.</p>
			${messages.length === 0 &&
			html`<p class="notice notice-quiet">
				No messages yet. Start a workflow, or write something.
			</p>`}
			${messages.map((message, position) => {
				const previous = messages[position - 1];
				const day = dayOf(message.at, now);
				const newDay = !previous || dayOf(previous.at, now) !== day;
				return html`
					${newDay && html`<p class="day" key=${`day ${message.id}`}>${day}</p>`}
					<${Bubble}
						key=${message.id}
						message=${message}
						person=${person}
						business=${business}
						quoted=${message.context ? byId.get(message.context) : undefined}
						tail=${newDay || previous.direction !== message.direction}
						openList=${() => setListOf(message.id)}
						quote=${() => quote(message.id)}
					/>
				`;
			})}
			${person.typing &&
			html`<div class="bubble bubble-theirs bubble-tail typing" aria-label="typing">
				<i></i><i></i><i></i>
			</div>`}
		</div>
		${sheet &&
		html`<${ListSheet} person=${person} message=${sheet} close=${() => setListOf(null)} />`}
	`;
}
