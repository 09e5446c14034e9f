/**
 * Processor time of some work, in microseconds: the least of several runs, which is the one that the
 * rest of the machine disturbed least. Of use only beside another one, never by itself.
 */
export function processorTime(work: () => unknown, runs = 7): number {
	let least = Infinity;
	for (let run = 0; run < runs; run++) {
		const start = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(start);
		least = Math.min(least, user + system);
	}
	return least;
}
