/** Infobip's form of a time: no colon in the zone. */
export function infobipTime(seconds: unknown): string {
	return new Date(Number(seconds) * 1000).toISOString().replace('Z', '+0000');
}

interface GraphContact {
	profile?: { name?: string; username?: string };
	wa_id?: string;
	user_id?: string;
}

/** `contact` of every webhook, from WhatsApp's own; somebody with a hidden number has no phone. */
export function infobipContact(contacts: unknown[] | undefined): Record<string, unknown> {
	const [contact] = (contacts ?? []) as GraphContact[];
	return {
		...(contact?.profile?.name && { name: contact.profile.name }),
		...(contact?.wa_id && { phoneNumber: contact.wa_id }),
		...(contact?.user_id && { userId: contact.user_id }),
		...(contact?.profile?.username && { username: contact.profile.username }),
	};
}
