import { readFileSync } from 'node:fs';
import { npm } from '../../playground/start/npm.mjs';
import { n8nVersion, projectFolder } from '../../playground/start/places.mjs';

/** One line of the list of n8n versions, versions.json. */
export interface Listed {
	/** `pinned` (see playground/n8n), `newest`, or the beginning of a version, of which the newest. */
	n8n: string;
	/** The version that the README says it was shown on; `pinned` and `newest` change by themselves. */
	shown?: string;
	/** The approval has one output there: this n8n follows no other after a wait. */
	oneOutput?: boolean;
	/** For npm, where n8n depends on a package that no registry has. */
	overrides?: Record<string, string>;
}

export const readVersions = (): Listed[] =>
	JSON.parse(readFileSync(new URL('versions.json', import.meta.url), 'utf8')).versions;

/** What npm knows of n8n. */
export interface Published {
	latest: string;
	versions: string[];
}

export async function readPublished(): Promise<Published> {
	const answer = await npm(
		['view', 'n8n', 'dist-tags.latest', 'versions', '--json'],
		projectFolder,
	);
	const { 'dist-tags.latest': latest, versions } = JSON.parse(answer);
	return { latest, versions };
}

/**
 * The versions that a line of the list may stand for, the newest first. n8n publishes versions for
 * testing under plain numbers too; they are above the latest.
 */
export function candidates({ n8n }: Listed, { latest, versions }: Published): string[] {
	if (n8n === 'pinned') return [n8nVersion()];
	return versions
		.filter((version) => /^\d+\.\d+\.\d+$/.test(version) && compare(version, latest) <= 0)
		.filter((version) => n8n === 'newest' || version.startsWith(`${n8n}.`))
		.sort((a, b) => compare(b, a));
}

function compare(a: string, b: string): number {
	const [left, right] = [a, b].map((version) => version.split('.').map(Number));
	const at = left!.findIndex((part, index) => part !== right![index]);
	return at < 0 ? 0 : left![at]! - right![at]!;
}
