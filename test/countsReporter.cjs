const { writeSync } = require('node:fs');

/** Ends the output with one line that says how many tests passed and failed. */
module.exports = class CountsReporter {
	/** @param {unknown} _contexts @param {Record<string, number>} results */
	onRunComplete(_contexts, results) {
		const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = results;
		// A file that could not be loaded has no tests to count, and must not look like success.
		const failed = numFailedTests + results.numRuntimeErrorTestSuites;
		const skipped = numPendingTests + numTodoTests;
		const counts = [`${numPassedTests} passed`, `${failed} failed`];
		if (skipped > 0) counts.push(`${skipped} skipped`);
		// The default reporter prints its summary after this, and --forceExit mutes process.stdout.
		process.on('exit', () => writeSync(1, `${counts.join(', ')}\n`));
	}
};
