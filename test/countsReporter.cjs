const { writeFileSync, writeSync } = require('node:fs');
const path = require('node:path');

const SLOWEST = 10;

/**
 * The files that took longest, a line each: what to look at when the whole takes too long.
 *
 * @param {Array<{ testFilePath: string, perfStats: { runtime: number } }>} files
 */
function slowestFiles(files) {
	const slowest = [...files].sort((a, b) => b.perfStats.runtime - a.perfStats.runtime);
	return slowest.slice(0, SLOWEST).map(({ testFilePath, perfStats }) => {
		const seconds = (perfStats.runtime / 1000).toFixed(1).padStart(7);
		return `${seconds} s  ${path.relative(process.cwd(), testFilePath)}`;
	});
}

/** @param {{ passed: number, failed: number, skipped: number }} counts */
const inWords = ({ passed, failed, skipped }) =>
	[`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(
		', ',
	);

/**
 * Ends the output with one line that says how many tests passed and failed; or, where this is one of
 * several runs, writes the counts into the file that COUNTS_FILE names.
 */
class CountsReporter {
	/** @param {unknown} _contexts @param {Record<string, any>} results */
	onRunComplete(_contexts, results) {
		const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = results;
		// A file that could not be loaded has no tests to count, and must not look like success.
		const failed = numFailedTests + results.numRuntimeErrorTestSuites;
		const counts = {
			passed: numPassedTests,
			failed,
			skipped: numPendingTests + numTodoTests,
		};
		const slowest = ['The slowest files:', ...slowestFiles(results.testResults)];
		const lines = results.numTotalTestSuites > SLOWEST ? ['', ...slowest, ''] : [];
		const file = process.env.COUNTS_FILE;
		if (file === undefined) lines.push(inWords(counts));
		else writeFileSync(file, JSON.stringify(counts));
		// The default reporter prints its summary after this, and --forceExit mutes process.stdout.
		process.on('exit', () => writeSync(1, lines.map((line) => `${line}\n`).join('')));
	}
}

module.exports = CountsReporter;
module.exports.inWords = inWords;
