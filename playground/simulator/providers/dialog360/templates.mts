import type { GraphCall } from '../meta/graph.mts';
import { listTemplates as listOfMeta } from '../meta/templates.mts';
import { listLibrary } from '../meta/templateLibrary.mts';
import { DialogRefusal } from './failure.mts';

/** What is known to be taken; Meta's filters may be taken too, but that is not documented. */
const PARAMETERS = ['limit', 'after', 'before'];

interface MetaPage {
	data: unknown[];
	paging?: { cursors: unknown; next?: string; previous?: string };
}

/** `GET /message_templates`: Meta's list, with links that lead back here and carry no token. */
export function listTemplates(call: GraphCall): unknown {
	const unknown = Object.keys(call.query).find((name) => !PARAMETERS.includes(name));
	if (unknown) throw new DialogRefusal(400, `Unknown parameter ${unknown}`);
	return withOwnLinks(call, 'message_templates', listOfMeta(call) as MetaPage);
}

/** `GET /message_template_library`: Meta's, in the same way. */
export const library = (call: GraphCall): unknown =>
	withOwnLinks(call, 'message_template_library', listLibrary(call) as MetaPage);

function withOwnLinks(call: GraphCall, path: string, { data, paging }: MetaPage): unknown {
	if (!paging) return { data };
	const here = (link: string) => {
		const parameters = new URL(link).searchParams;
		parameters.delete('access_token');
		return `${call.origin}/${path}?${parameters}`;
	};
	return {
		data,
		paging: {
			cursors: paging.cursors,
			...(paging.next && { next: here(paging.next) }),
			...(paging.previous && { previous: here(paging.previous) }),
		},
	};
}
