/** What people are told unless the builder writes something else. */
export const LATE_TEXT =
	'This request has already been closed, so your answer was not used. Nothing has changed.';

export const FAULT_TEXT =
	'This request was ended by a fault or by hand, so your answer was not used. Please ask whoever sent it.';

export const SEVERAL_TEXT =
	'More than one question is waiting for your words. Please answer the one that you mean: press and hold it, choose Reply, and write again.';
