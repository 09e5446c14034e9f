import { isSuccess } from '../core/http';
import { asObject, asText, defined } from '../core/json';
import type { Failure } from '../whatsapp/failure';
import type { Problem } from '../whatsapp/limits/problem';
import type { Recipient, Template } from '../whatsapp/messages';
import type { TemplateDraft, TemplateEdit } from '../whatsapp/templateDraft';
import type { LibraryDraft, LibraryFilter, LibraryTemplate } from '../whatsapp/templateLibrary';
import type { Credential, Exchange, HttpRequest, Listing, Page } from './http';

/** A template as it was taken on; who reviews it may have changed the category. */
interface CreatedTemplate {
	id: string;
	status: string;
	category?: string;
}

export type Creation = { ok: true; template: CreatedTemplate } | { ok: false; failure: Failure };

/** The answer to a template that was submitted; undefined when the body is none. */
export function readCreated(body: unknown): CreatedTemplate | undefined {
	const answer = asObject(body);
	const id = asText(answer?.id);
	return id === undefined
		? undefined
		: defined({
				id,
				status: asText(answer?.status) ?? 'PENDING',
				category: asText(answer?.category),
			});
}

/** A template that one request makes. */
export function* creation(
	request: HttpRequest,
	failure: (status: number, body: unknown) => Failure,
): Exchange<Creation> {
	const { status, body } = yield request;
	const template = isSuccess(status) ? readCreated(body) : undefined;
	return template === undefined
		? { ok: false, failure: failure(status, body) }
		: { ok: true, template };
}

/** Makes, changes and deletes templates. */
export interface TemplateChanges {
	/** What WhatsApp takes, and this API has no words for: said before anything is asked. */
	problem?(draft: TemplateDraft): Problem | undefined;
	create(draft: TemplateDraft, credential: Credential): Exchange<Creation>;
	/** What one request takes away: what is asked for, one language (by its ID), or all of a name. */
	removes: 'either' | 'language' | 'name';
	/** @param which without an ID: in every language */
	remove(which: { name: string; id?: string }, credential: Credential): HttpRequest;
	/** Changes one language. */
	editing?: TemplateEditing;
	/** Takes sample files. */
	samples?: SampleStore;
	/** Or are samples looked at by public link? */
	sampleLinks?: true;
}

/** Templates that WhatsApp has written. */
export interface TemplateLibrary {
	request(credential: Credential, filter: LibraryFilter, cursor?: string): HttpRequest;
	page(body: unknown): Page<LibraryTemplate>;
	create(draft: LibraryDraft, credential: Credential): Exchange<Creation>;
}

export interface TemplateEditing {
	/** The examples of the body that are on file, by the variable's name or number. */
	examples(template: Template): Record<string, string>;
	/** Where the samples of the parts that stay can be fetched: an edit takes handles only. */
	samples(template: Template, edit: TemplateEdit, credential: Credential): string[];
	/** @param handles of those samples, uploaded anew, by their address */
	edit(
		template: Template,
		edit: TemplateEdit,
		handles: Readonly<Record<string, string>>,
		credential: Credential,
	): HttpRequest;
	/** Does this body say that the edit was taken on? */
	edited(body: unknown): boolean;
}

/** Keeps files that reviewers of templates are shown: a session is begun, then given the bytes. */
export interface SampleStore {
	/** Is this already the handle of an upload? */
	isHandle(text: string): boolean;
	begin(
		file: { name: string; mimeType: string; size: number },
		credential: Credential,
	): HttpRequest;
	/** The session. */
	begun(body: unknown): string | undefined;
	upload(session: string, mimeType: string, credential: Credential): HttpRequest;
	/** The handle. */
	uploaded(body: unknown): string | undefined;
}

/** A file that the provider keeps. */
export interface StoredFile {
	/** Expires, and needs the credential. */
	url: string;
	mimeType?: string;
	size?: number;
	sha256?: string;
}

/** Files of messages: uploads, and what people sent. */
export interface MediaStore {
	/** @param from the number that is to send the file, as `Sender.id` names it */
	upload(
		file: { name: string; mimeType: string },
		from: string,
		credential: Credential,
	): HttpRequest;
	/** The ID of an upload. */
	uploaded(body: unknown): string | undefined;
	locate(id: string, credential: Credential): HttpRequest;
	located(body: unknown, credential: Credential): StoredFile | undefined;
	/** May the credential be shown to this address? */
	trusts(url: string, credential: Credential): boolean;
	remove(id: string, credential: Credential): HttpRequest;
}

export type AnalyticsKind = 'messages' | 'pricing' | 'templates';
export type Granularity = 'halfHour' | 'day' | 'month';

export interface AnalyticsQuery {
	kind: AnalyticsKind;
	/** Seconds since 1970. */
	from: number;
	to: number;
	granularity: Granularity;
	/** By what costs are broken down, in the provider's words. */
	breakdown?: readonly string[];
	/** At most `templatesAtOnce`. */
	templateIds?: readonly string[];
}

/** A row of a table; `start` and `end` are ISO dates in UTC. */
export type AnalyticsRow = { start: string; end: string } & Record<string, string | number>;

/** Figures of the account, page by page. */
export interface Analytics {
	/** How far back there are figures, in days. */
	lookBackDays: Readonly<Record<AnalyticsKind, number>>;
	templatesAtOnce: number;
	request(credential: Credential, query: AnalyticsQuery, cursor?: string): HttpRequest;
	page(body: unknown, query: AnalyticsQuery): Page<AnalyticsRow>;
}

/** Keeps people from writing to a number. */
export interface Blocking {
	/** @param from the number that is not to be written to, as `Sender.id` names it */
	block(person: Recipient, from: string, credential: Credential): HttpRequest;
	unblock(person: Recipient, from: string, credential: Credential): HttpRequest;
	/** Why an answer of either, of whatever status, says that it was not done for this person. */
	failed(body: unknown): Failure | undefined;
	/** Those of one number. */
	blocked?(from: string): Listing<Recipient>;
}
