const { writeSync } = require('node:fs');
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

/** Ends the output with one line that says how many tests passed and failed. */
module.exports = class CountsReporter {
	/** @param {unknown} _contexts @param {Record<string, any>} results */
	onRunComplete(_contexts, results) {
		const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = results;
		// A file that could not be loaded has no tests to count, and must not look like success.
		const failed = numFailedTests + results.numRuntimeErrorTestSuites;
		const skipped = numPendingTests + numTodoTests;
		const counts = [`${numPassedTests} passed`, `${failed} failed`];
		if (skipped > 0) counts.push(`${skipped} skipped`);
		const slowest = ['The slowest files:', ...slowestFiles(results.testResults)];
		const lines = results.numTotalTestSuites > SLOWEST ? ['', ...slowest, ''] : [];
		// The default reporter prints its summary after this, and --forceExit mutes process.stdout.
		process.on('exit', () => writeSync(1, `${[...lines, counts.join(', ')].join('\n')}\n`));
	}
};
