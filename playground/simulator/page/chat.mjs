import { html, useEffect, useRef, useState } from '/page/preact.mjs';
import { act } from './api.mjs';
import { Bubble } from './bubble.mjs';
import { close as cross, send } from './icons.mjs';

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
			html`<p class="notice notice-quiet">No messages yet. Write hello, or fill in a form.</p>`}
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

export function Composer({ person, number, quoting, done }) {
	const [text, setText] = useState('');
	const submit = async (event) => {
		event.preventDefault();
		if (text.trim() === '') return;
		setText('');
		done();
		await act(`people/${person.id}/text`, {
			text,
			phoneNumberId: number.id,
			...(quoting && { quoting: quoting.id }),
		});
	};
	return html`
		<form class="composer" onSubmit=${submit}>
			${quoting &&
			html`<div class="composer-quote">
				<span>${quoting.view.text ?? quoting.view.kind}</span>
				<button type="button" class="plain" aria-label="Do not quote" onClick=${done}>
					${cross()}
				</button>
			</div>`}
			<input
				data-test="composer"
				aria-label=${`Message from ${person.name}`}
				placeholder="Message"
				autocomplete="off"
				value=${text}
				onInput=${(event) => setText(event.target.value)}
			/>
			<button class="send" aria-label="Send" disabled=${text.trim() === ''}>${send()}</button>
		</form>
	`;
}

/** The sheet a list message opens: choose one row, then send. */
function ListSheet({ person, message, close }) {
	const [chosen, setChosen] = useState(/** @type {number | null} */ (null));
	let index = -1;
	const answer = async () => {
		await act(`people/${person.id}/tap`, { messageId: message.id, buttonIndex: chosen });
		close();
	};
	return html`
		<div class="sheet-shade" onClick=${close}></div>
		<div class="sheet" role="dialog" aria-label=${message.view.list.button} data-test="list-sheet">
			<div class="sheet-head">
				<strong>${message.view.list.button}</strong>
				<button class="plain" aria-label="Close" onClick=${close}>${cross()}</button>
			</div>
			<div class="sheet-rows">
				${message.view.list.sections.map(
					(section) => html`
						${section.title && html`<p class="sheet-section">${section.title}</p>`}
						${section.rows.map((row) => {
							index += 1;
							const own = index;
							return html`
								<label class="sheet-row" data-test="list-row">
									<span>
										<b>${row.title}</b>
										${row.description && html`<small>${row.description}</small>`}
									</span>
									<input
										type="radio"
										name=${`list ${message.id} ${person.id}`}
										checked=${chosen === own}
										onChange=${() => setChosen(own)}
									/>
								</label>
							`;
						})}
					`,
				)}
			</div>
			<button
				class="sheet-send"
				data-test="list-send"
				disabled=${chosen === null}
				onClick=${answer}
			>
				Send
			</button>
		</div>
	`;
}
