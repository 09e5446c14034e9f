/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/document-messages */
const LONGEST = 240;

/**
 * The name under which a person sees a document; without one WhatsApp shows "Untitled".
 *
 * @param given what was asked for; may be empty
 * @param link where the file lies, or the ID of an upload, which tells nothing
 * @param otherwise where neither says one
 * @returns at most 240 characters, its ending kept
 */
export function documentName(
	given: string | undefined,
	link: string | undefined,
	otherwise = 'document',
): string {
	return shortened(clean(given ?? '')) || shortened(clean(nameIn(link ?? ''))) || otherwise;
}

/** What a path calls a file; where that is a program (`/get?file=a.pdf`, `/get.php?…`), what the query does. */
function nameIn(link: string): string {
	const last = lastPart(link);
	const isFile = /\.\w{1,10}$/.test(last) && !PROGRAM.test(last);
	return isFile ? last : (fileInQuery(link) ?? last);
}

const PROGRAM = /\.(?:php\d?|aspx?|ashx|jsp|cgi|do|dll)$/i;

/** Kinds of documents that offices send; other words with a point in a query are hosts and versions. */
const FILE =
	/([^/\\?&=;"'<>|:*]{1,200}\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|zip|xml|json))(?=$|[&;"'#])/i;

function fileInQuery(link: string): string | undefined {
	const query = /^https?:\/\/[^?#]*\?([^#]{1,2000})/i.exec(link)?.[1];
	if (query === undefined) return undefined;
	try {
		return FILE.exec(decodeURIComponent(query.replace(/\+/g, ' ')))?.[1];
	} catch {
		return undefined;
	}
}

/** Of the path, as people wrote it before it became a link. */
function lastPart(link: string): string {
	const path = /^https?:\/\/[^/?#]+([^?#]*)/i.exec(link)?.[1] ?? '';
	const last = path.slice(path.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}

/** No folders, and nothing that cannot be shown. */
const clean = (name: string): string =>
	name
		.replace(/[\p{Cc}\p{Cf}]/gu, '')
		.replace(/[\\/]/g, '-')
		.trim();

function shortened(name: string): string {
	if (name.length <= LONGEST) return name;
	const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
	// By signs, so that none is cut in two.
	let begin = '';
	for (const sign of name) {
		if (begin.length + sign.length + ending.length > LONGEST) break;
		begin += sign;
	}
	return begin + ending;
}
