import { asObject, asObjects, asText, defined, type JsonObject } from '../../shared/json';

/** The addresses of a component's samples; those of its cards too. */
export function handlesIn(component: JsonObject): string[] {
	const handles = asObject(component.example)?.header_handle;
	return [
		...(Array.isArray(handles) ? handles.filter((handle) => typeof handle === 'string') : []),
		...asObjects(component.cards).flatMap((card) => asObjects(card.components).flatMap(handlesIn)),
	];
}

/** A component as it is on file, in the form in which it can be sent. */
export function asSent(
	component: JsonObject,
	handles: Readonly<Record<string, string>>,
): JsonObject {
	const found = handlesIn({ example: component.example });
	return defined({
		...component,
		example:
			found.length === 0
				? component.example
				: { header_handle: found.map((address) => handles[address] ?? address) },
		buttons: component.buttons && asObjects(component.buttons).map(buttonAsSent),
		cards:
			component.cards &&
			asObjects(component.cards).map(({ components }) => ({
				components: asObjects(components).map((inner) => asSent(inner, handles)),
			})),
	});
}

/** Some buttons are listed in another form than they are taken in. */
function buttonAsSent(button: JsonObject): JsonObject {
	switch (asText(button.type)?.toUpperCase()) {
		case 'COPY_CODE': {
			// The label is WhatsApp's own.
			const example: unknown = Array.isArray(button.example) ? button.example[0] : button.example;
			return defined({ ...button, text: undefined, example });
		}
		case 'FLOW':
			return defined({
				...button,
				flow_id: asText(button.flow_id),
				flow_action: asText(button.flow_action)?.toLowerCase(),
			});
		default:
			return button;
	}
}
