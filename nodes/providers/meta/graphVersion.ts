import { ok, unknown, warning } from '../checkup';
import type { CheckResult } from '../provider';

/** The newest that Meta's list names; used where the credential names none. */
export const GRAPH_VERSION = 'v26.0';

/**
 * Until when a version answers; the newest has no end yet.
 *
 * @see https://developers.facebook.com/docs/graph-api/changelog/versions, read on 30 November 2026
 */
const ENDS: Readonly<Record<string, string | undefined>> = {
	'v19.0': '2026-05-21',
	'v20.0': '2026-09-24',
	'v21.0': '2027-01-21',
	'v22.0': '2027-05-20',
	'v23.0': '2027-10-08',
	'v24.0': '2028-02-18',
	'v25.0': '2028-07-29',
	[GRAPH_VERSION]: undefined,
};

/** Milliseconds. A version that ends sooner is worth a word: time to try another. */
const SOON = 90 * 24 * 60 * 60_000;

const CHECK = 'Graph API Version';
const NEWER = `Choose ${GRAPH_VERSION} in the credential: switch on "Advanced", then "Graph API Version"`;

/**
 * Does the credential's version still answer, and for how long? To an ended one Meta gives the answers of
 * the oldest that has not ended, which may differ.
 *
 * @param version as the credential has it, e.g. `v26.0`
 * @param now milliseconds
 */
export function checkVersion(version: string, now: number): CheckResult {
	if (!/^v\d+\.\d+$/.test(version)) {
		return warning(CHECK, `"${version}" is no version of the Graph API`, NEWER);
	}
	if (!Object.hasOwn(ENDS, version)) {
		return Number.parseInt(version.slice(1)) > Number.parseInt(GRAPH_VERSION.slice(1))
			? unknown(CHECK, `${version} is newer than what this package knows`, 'Update the package')
			: warning(CHECK, `${version} has ended`, NEWER);
	}
	const end = ENDS[version];
	if (end === undefined) return ok(CHECK, `${version} is the newest that Meta lists`);
	const left = Date.parse(end) - now;
	if (left <= 0) return warning(CHECK, `${version} ended on ${end}`, NEWER);
	const message = `${version} answers until ${end}`;
	return left < SOON ? warning(CHECK, message, NEWER) : ok(CHECK, message);
}
