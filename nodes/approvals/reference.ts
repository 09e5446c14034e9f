import { createHmac } from 'node:crypto';
import type { ReplyEvent } from '../whatsapp/events';
import type { Recipient } from '../whatsapp/messages';
import { equalSecrets } from '../core/crypto';
import { canonicalPerson } from '../whatsapp/person';
import { codeOf, type Language, languageOf } from './languages';

/** What a button of a waiting approval carries, before it is written as text. */
export interface ApprovalReference {
	/** Which button, of which kind of question: one letter or digit. */
	choice: string;
	executionId: string;
	/** UUID of the approval node. */
	nodeId: string;
	/** Signature of the execution's resume URL, 64 hex digits. */
	signature: string;
	/** Proves that the choice was offered to this person by this very request. */
	mac: string;
	/** In which the person is spoken to, also once nobody waits any more. */
	language?: Language;
}

/**
 * The choice in the reference that goes with a question which is answered by writing, and with one for
 * a reason.
 */
export const TEXT_DELIVERY = 't';
export const REASON_DELIVERY = 'q';

/** Is this a tap on a reply button of which no ID comes back at all (one of Gupshup's samples)? */
export const isBareTap = ({ kind, replyId }: ReplyEvent): boolean =>
	kind === 'button' && replyId === undefined;

/** `w`, language, choice, node id (16 bytes), resume signature (32 bytes), MAC (12 bytes), execution id. */
const SHAPE = /^w([1-9a])([0-9A-Za-z])([\w-]{22})([\w-]{43})([\w-]{16})([0-9]{1,16})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Writes a reference as URL-safe text of at most 100 characters; the tightest confirmed limit
 * among providers is 128.
 *
 * @returns undefined when node id, execution id or signature have not the form that n8n gives them
 */
export function writeReference(reference: ApprovalReference): string | undefined {
	const { choice, executionId, nodeId, signature, mac, language } = reference;
	if (!UUID.test(nodeId) || !/^[0-9a-f]{64}$/.test(signature)) return undefined;
	// Otherwise a part that is too short or long would be read as the beginning of the next.
	if (choice.length !== 1 || mac.length !== 16) return undefined;
	const text = [
		versionOf(language),
		choice,
		Buffer.from(nodeId.replaceAll('-', ''), 'hex').toString('base64url'),
		Buffer.from(signature, 'hex').toString('base64url'),
		mac,
		executionId,
	].join('');
	return SHAPE.test(text) ? text : undefined;
}

/** Reads a reference; undefined for any other text. Says nothing about whether it is genuine. */
export function readReference(text: string | undefined): ApprovalReference | undefined {
	const match = SHAPE.exec(text ?? '');
	if (match === null) return undefined;
	const [, code, choice, node, signature, mac, executionId] = match;
	const language = languageOf(code);
	if (language === 'unknown') return undefined;
	const hex = Buffer.from(node, 'base64url').toString('hex');
	const reference = {
		choice,
		executionId,
		nodeId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
		signature: Buffer.from(signature, 'base64url').toString('hex'),
		mac,
		...(language === undefined ? {} : { language }),
	};
	// Several base64url texts stand for the same bytes; only ours is a reference.
	return writeReference(reference) === text ? reference : undefined;
}

/** What is signed: with it, the same tap for another person, node or choice proves nothing. */
export interface ApprovalClaim {
	choice: string;
	executionId: string;
	nodeId: string;
	person: Recipient;
	language?: Language;
}

const versionOf = (language: Language | undefined): string => `w${codeOf(language)}`;

/**
 * Signs a claim, cut to 96 bits.
 *
 * @param key made at random for this one request, base64url; never leaves n8n
 */
export function signClaim(claim: ApprovalClaim, key: string): string {
	const { choice, executionId, nodeId, person, language } = claim;
	const version = versionOf(language);
	return createHmac('sha256', Buffer.from(key, 'base64url'))
		.update(JSON.stringify([version, choice, executionId, nodeId, canonicalPerson(person)]))
		.digest()
		.subarray(0, 12)
		.toString('base64url');
}

/** Is this MAC the one that was made for the claim? An empty key proves nothing. */
export function provesClaim(mac: string, claim: ApprovalClaim, key: string): boolean {
	return key !== '' && equalSecrets(mac, signClaim(claim, key));
}
