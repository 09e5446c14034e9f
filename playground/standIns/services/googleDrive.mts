import { createHash, randomUUID } from 'node:crypto';
import express, { type Request } from 'express';
import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';
import { googleCredential, isGoogleToken } from './google.mts';

const HOST = 'www.googleapis.com';

export interface DriveFile {
	id: string;
	name: string;
	mimeType: string;
	parents: string[];
	bytes: Buffer;
	/** Those besides the owner's. */
	permissions: Array<{ id: string; type: string; role: string }>;
}

const metadata = z.strictObject({
	name: z.string().min(1),
	mimeType: z.string().optional(),
	originalFilename: z.string().optional(),
	parents: z.array(z.string()).length(1).optional(),
});
const permission = z.strictObject({
	role: z.enum(['commenter', 'reader', 'writer']),
	type: z.literal('anyone'),
	allowFileDiscovery: z.literal(false),
});

/** Google names a reason besides the status. */
const refusal = (code: number, reason: string, message: string) =>
	new Refusal(code, { error: { code, message, errors: [{ domain: 'global', reason, message }] } });
const invalid = (message: string) => refusal(400, 'badRequest', message);

/**
 * Files of Google Drive: resumable upload, download, moving, and sharing with anyone.
 *
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads#resumable
 * @param folders their IDs
 */
export function googleDrive(folders: readonly string[]) {
	const files = new Map<string, DriveFile>();
	const uploads = new Map<string, { name: string; parents: string[]; mimeType: string }>();

	const file = (id: string): DriveFile => {
		const found = files.get(id);
		if (found) return found;
		throw refusal(404, 'notFound', `File not found: ${id}.`);
	};
	const inFolders = (parents: string[]): string[] => {
		const unknown = parents.find((id) => !folders.includes(id));
		if (unknown === undefined) return parents;
		throw refusal(404, 'notFound', `File not found: ${unknown}.`);
	};
	const put = (
		bytes: Buffer,
		{ name, parents, mimeType }: Omit<DriveFile, 'id' | 'bytes' | 'permissions'>,
	) => {
		const id = randomUUID().replaceAll('-', '');
		files.set(id, { id, name, mimeType, parents, bytes, permissions: [] });
		return short(file(id));
	};

	const service = serviceApp(
		(app) => {
			app.post('/upload/drive/v3/files', ({ query, body, headers }, response) => {
				if (query.uploadType !== 'resumable') throw invalid('Only resumable uploads stand in here');
				const { name, parents } = checked(metadata, body, invalid);
				const mimeType = headers['x-upload-content-type'];
				if (!parents || typeof mimeType !== 'string') throw invalid('Parents and type are needed');
				const id = randomUUID();
				uploads.set(id, { name, mimeType, parents: inFolders(parents) });
				const session = `https://${HOST}/upload/drive/v3/files?uploadType=resumable&upload_id=${id}`;
				response.setHeader('location', session).end();
			});
			app.put('/upload/drive/v3/files', ({ query, body, headers }, response) => {
				const id = String(query.upload_id);
				const bytes = body as Buffer;
				if (headers['content-range'] !== `bytes 0-${bytes.length - 1}/${bytes.length}`)
					throw invalid(`Not the whole file: ${headers['content-range']}`);
				response.json(put(bytes, uploads.get(id)!));
				uploads.delete(id);
			});
			app.get('/drive/v3/files/:id', ({ params, query }, response) => {
				const found = file(params.id);
				if (query.alt === 'media') response.type(found.mimeType).send(found.bytes);
				else response.json(chosen(long(found), query.fields));
			});
			app.patch('/drive/v3/files/:id', ({ params, query, body }, response) => {
				const found = file(params.id);
				if (body !== undefined) Object.assign(found, checked(metadata.partial(), body, invalid));
				const added = ids(query.addParents);
				const removed = ids(query.removeParents);
				found.parents = [
					...new Set([...found.parents.filter((id) => !removed.includes(id)), ...inFolders(added)]),
				];
				if (found.parents.length !== 1)
					throw refusal(403, 'cannotAddParent', 'A file must have exactly one parent.');
				response.json(chosen(long(found), query.fields));
			});
			app.post('/drive/v3/files/:id/permissions', ({ params, body }, response) => {
				const wanted = checked(permission, body, invalid);
				const given = { id: 'anyoneWithLink', ...wanted };
				file(params.id).permissions.push(given);
				response.json({ kind: 'drive#permission', ...given });
			});
			app.delete('/drive/v3/files/:id/permissions/:permission', ({ params }, response) => {
				const { permissions } = file(params.id);
				const index = permissions.findIndex(({ id }) => id === params.permission);
				if (index < 0)
					throw refusal(404, 'notFound', `Permission not found: ${params.permission}.`);
				permissions.splice(index, 1);
				response.status(204).end();
			});
		},
		// Whoever has the address of an upload may upload.
		(request) => isGoogleToken(request) || isUpload(request, uploads),
		{
			unauthorized: {
				error: {
					code: 401,
					message: 'Invalid Credentials',
					errors: [{ domain: 'global', reason: 'authError', message: 'Invalid Credentials' }],
				},
			},
			down: {
				error: {
					code: 503,
					message: 'Transient failure',
					errors: [{ domain: 'global', reason: 'transientError', message: 'Transient failure' }],
				},
			},
		},
	);
	// n8n calls the bytes of a file a form, as which they must not be read.
	const front = express();
	front.put('/upload/drive/v3/files', express.raw({ type: () => true, limit: '10mb' }));
	front.use(service.app);
	return {
		hosts: { [HOST]: front },
		credentials: [
			{
				...googleCredential('Google Drive', 'googleDriveOAuth2Api'),
				nodes: ['n8n-nodes-base.googleDrive', 'n8n-nodes-base.httpRequest'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		folderUrl: (id: string) => `https://drive.google.com/drive/folders/${id}`,
		filesIn: (folder: string) => [...files.values()].filter(({ parents }) => parents[0] === folder),
	} satisfies Service & Record<string, unknown>;
}

const isUpload = ({ method, query }: Request, uploads: ReadonlyMap<string, unknown>) =>
	method === 'PUT' && uploads.has(String(query.upload_id));

const ids = (list: unknown): string[] => (typeof list === 'string' && list ? list.split(',') : []);

/** What Google answers when no fields are chosen. */
const short = ({ id, name, mimeType }: DriveFile) => ({ kind: 'drive#file', id, name, mimeType });

const long = (file: DriveFile) => ({
	...short(file),
	parents: file.parents,
	size: String(file.bytes.length),
	version: '1',
	sha256Checksum: createHash('sha256').update(file.bytes).digest('hex'),
	webContentLink: `https://drive.google.com/uc?id=${file.id}&export=download`,
	webViewLink: `https://drive.google.com/file/d/${file.id}/view?usp=drivesdk`,
});

/** @param fields `*`, names with commas between, or none */
function chosen(file: ReturnType<typeof long>, fields: unknown): object {
	if (fields === '*') return file;
	const names = typeof fields === 'string' ? fields.split(',') : Object.keys(short(file as never));
	return Object.fromEntries(Object.entries(file).filter(([name]) => names.includes(name)));
}
