import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MARKER = '.whatsapp-playground';
const MARKER_TEXT = 'The playground made this folder and may delete it (npm start -- --fresh).\n';

/**
 * Makes the folder, or empties it when asked to. Only a folder that carries our marker is ever
 * deleted, and only an empty one is taken over, so that "--data ~ --fresh" harms nobody.
 */
export function prepareDataFolder(folder: string, fresh: boolean): void {
	const marker = path.join(folder, MARKER);
	if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(marker))
		throw new Error(`${folder} holds other things. Name an empty or a new folder with --data.`);
	if (fresh) rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(marker, MARKER_TEXT);
}
