import { html, useState } from '/page/preact.mjs';
import { act } from './api.mjs';
import { close, send } from './icons.mjs';

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
					${close()}
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
