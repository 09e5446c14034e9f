import { html, useState } from '/page/preact.mjs';
import { act } from './api.mjs';
import { close as cross } from './icons.mjs';

/** The sheet a list message opens: choose one row, then send. */
export function ListSheet({ person, message, close }) {
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
