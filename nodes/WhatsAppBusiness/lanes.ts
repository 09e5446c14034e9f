/** Bounds how many go on at the same time; who waits is let in in the order of coming. */
export interface Lanes {
	enter(): Promise<void>;
	leave(): void;
	/** Waits for something without keeping a lane. */
	outside(waiting: Promise<unknown>): Promise<void>;
}

/** @param count how many at the same time */
export function lanes(count: number): Lanes {
	let free = count;
	const queue: Array<() => void> = [];
	const enter = async () => {
		if (free > 0) free--;
		else await new Promise<void>((letIn) => queue.push(letIn));
	};
	const leave = () => {
		const letIn = queue.shift();
		if (letIn === undefined) free++;
		else letIn();
	};
	return {
		enter,
		leave,
		async outside(waiting) {
			leave();
			await waiting;
			await enter();
		},
	};
}
