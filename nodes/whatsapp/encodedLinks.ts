import type { Message, Template, TemplateVariable } from './messages';

/** No link may have spaces; file names and search words often do. */
export const encodedLink = (link: string): string =>
	link.trim().replace(/\s/g, (space) => encodeURIComponent(space));

/** The same message with the spaces in its links encoded, and none around them. */
export function encodedLinks<Any extends Message>(message: Any): Any {
	const some = message as Message;
	const changed: Partial<Message> & Record<string, unknown> = {};
	if ('headerMedia' in some && some.headerMedia !== undefined && 'link' in some.headerMedia) {
		changed.headerMedia = { ...some.headerMedia, link: encodedLink(some.headerMedia.link) };
	}
	if (some.kind === 'media' && 'link' in some.media) {
		changed.media = { link: encodedLink(some.media.link) };
	}
	if (some.kind === 'link') changed.url = encodedLink(some.url);
	if (some.kind === 'template') changed.values = values(some.template, some.values);
	return { ...message, ...changed };
}

function values(template: Template, given: Readonly<Record<string, string>>) {
	const links = new Set(template.variables.filter(isLink).map(({ id }) => id));
	return Object.fromEntries(
		Object.entries(given).map(([id, value]) => [id, links.has(id) ? encodedLink(value) : value]),
	);
}

const isLink = ({ kind }: TemplateVariable) => kind === 'media' || kind === 'urlSuffix';
