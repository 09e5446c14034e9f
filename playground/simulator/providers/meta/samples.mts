import { randomBytes, randomInt } from 'node:crypto';

import { invalidParameter } from '../../whatsapp/refusal.mts';
import type { World } from '../../world.mts';
import { unknownObject } from './failure.mts';
import type { GraphCall, RawAnswer } from './graph.mts';

/** Types of the Resumable Upload API (docs/graph-api/guides/upload). */
const TYPES = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4'];

/** What a header can show of these. */
const FORMATS: Record<string, RegExp> = {
	DOCUMENT: /^application\/pdf$/,
	IMAGE: /^image\//,
	VIDEO: /^video\//,
};

interface Session {
	length: number;
	mimeType: string;
}

interface Sample {
	id: string;
	mimeType: string;
	bytes: Buffer;
}

const key = (kind: 'sample' | 'session', id: string) => `${kind} ${id}`;

export const uploadSession = ({ resources }: World, id: string): Session | undefined =>
	resources.get(key('session', id)) as Session | undefined;

/** `POST /<APP_ID>/uploads`, for people only: begins a session. */
export function beginUpload(call: GraphCall): unknown {
	if (call.token === 'app') throw invalidParameter('A user access token is required');
	const { file_length: length, file_type: mimeType = '', file_name: name } = call.query;
	if (!name) throw invalidParameter('The parameter file_name is required');
	if (!/^[1-9]\d*$/.test(length ?? ''))
		throw invalidParameter('The parameter file_length is required');
	if (!TYPES.includes(mimeType)) {
		throw invalidParameter(`Param file_type must be one of {${TYPES.join(', ')}}`);
	}
	const id = `upload:${randomBytes(25).toString('base64url')}=`;
	call.world.resources.set(key('session', id), { length: Number(length), mimeType });
	return { id: `${id}?sig=${randomBytes(12).toString('base64url')}` };
}

/** `POST /upload:<SESSION>?sig=…` with the bytes, from the given offset: here all at once. */
export function takeUpload(call: GraphCall): unknown {
	const session = uploadSession(call.world, call.objectId);
	if (!session || !call.query.sig) throw unknownObject(call.method, call.objectId);
	if (!call.header?.('authorization')?.startsWith('OAuth ')) {
		throw invalidParameter('The header Authorization must be of the form OAuth <token>');
	}
	if (call.header('file_offset') !== '0')
		throw invalidParameter('The header file_offset is required');
	const bytes = call.rawBody;
	if (bytes?.length !== session.length) {
		throw invalidParameter(`The file has not the ${session.length} bytes that were announced`);
	}
	const id = String(randomInt(10 ** 13, 2 * 10 ** 13));
	const handle = `4::${Buffer.from(session.mimeType).toString('base64')}:${id}`;
	call.world.resources.delete(key('session', call.objectId));
	call.world.resources.set(key('sample', handle), { id, mimeType: session.mimeType, bytes });
	return { h: handle };
}

/** Where a sample can be looked at, once its handle is part of a template. */
export function sampleAddress(
	{ world, origin }: GraphCall,
	format: string,
	example: { header_handle: string[] },
): string {
	const handle = example.header_handle[0] ?? '';
	const sample = world.resources.get(key('sample', handle)) as Sample | undefined;
	if (!sample || !FORMATS[format]?.test(sample.mimeType)) {
		throw invalidParameter(
			'Invalid parameter',
			`header_handle is no upload for a header ${format}`,
		);
	}
	world.resources.set(key('sample', sample.id), sample);
	return `${origin}/scontent/${sample.id}`;
}

/** Stands for scontent.whatsapp.net: public, unlike the files of messages. */
export function publicSample({ resources }: World, id: string): RawAnswer | undefined {
	return resources.get(key('sample', id)) as Sample | undefined;
}
