import { invalidParameter } from '../whatsapp/refusal.mts';

/**
 * Picks the asked fields of a node, always with its id. A field the node does not have fails the
 * whole call, as Graph does.
 */
export function pickFields(
	nodeType: string,
	node: Record<string, unknown>,
	asked: string | undefined,
	defaults: string[],
): Record<string, unknown> {
	const names = asked?.trim() ? asked.split(',').map((name) => name.trim()) : defaults;
	const picked: Record<string, unknown> = {};
	for (const name of names) {
		if (!Object.hasOwn(node, name)) {
			throw invalidParameter(
				`Tried accessing nonexisting field (${name}) on node type (${nodeType})`,
			);
		}
		if (node[name] !== undefined) picked[name] = node[name];
	}
	picked.id = node.id;
	return picked;
}
