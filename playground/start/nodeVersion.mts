/**
 * The version that the editor gives a new node of this package. Trigger and approval are above 1
 * because n8n evaluates an expression for every webhook of a node of version 1.
 *
 * @param type without the package's name, e.g. `whatsAppBusinessTrigger`
 */
export function newestVersion(type: string): number {
	if (type.startsWith('whatsAppBusinessApproval')) return 1.2;
	return type === 'whatsAppBusinessTrigger' ? 1.1 : 1;
}
