import { createHash } from 'node:crypto';

/** 48 bits: small enough for n8n's static data; one false match in a hundred billion. */
export const shortHash = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, 8);
