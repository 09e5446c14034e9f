const LINE_EVERY_SECONDS = 20;

/**
 * Says what is being done, how long it has taken so far, and that it is done.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function progress(what, work) {
	const started = Date.now();
	const elapsed = () => Math.round((Date.now() - started) / 1000);
	const onTerminal = Boolean(process.stdout.isTTY);
	const tick = () => {
		if (onTerminal) process.stdout.write(`\r${what} … ${elapsed()} s`);
		else if (elapsed() > 0 && elapsed() % LINE_EVERY_SECONDS === 0)
			console.log(`  … ${elapsed()} s`);
	};
	if (!onTerminal) console.log(`${what} …`);
	tick();
	const timer = setInterval(tick, 1000);
	try {
		const result = await work();
		const line = `done in ${elapsed()} s`;
		console.log(onTerminal ? `\r${what} … ${line}` : `  ${line}`);
		return result;
	} catch (error) {
		if (onTerminal) console.log();
		throw error;
	} finally {
		clearInterval(timer);
	}
}
