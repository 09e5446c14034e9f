/**
 * What the approval says in one language, and what it understands.
 *
 * A word is listed only when nobody can take it for its opposite, for hesitation or for a mere
 * "I have seen it". Left out for that reason: "sure", "fine", "confirmed", "d'accord", "conforme",
 * "stop" and "cancel" ("Cancel order 7?" – "Cancel"), "pode ser", "accha" and single letters.
 * Matching folds case, accents, commas and punctuation at the ends, and tells "no, apruebo" from
 * "no apruebo" (see `typedAnswer`), so none of these need a word of its own.
 */
export interface LanguageTexts {
	approve: string;
	reject: string;
	listButton: string;
	/** With `{choice}`. */
	confirmation: string;
	/** With `{person}` and `{choice}`. */
	others: string;
	/** With `{choice}`: the same where several have decided by votes. */
	decided: string;
	reminder: string;
	/** With `{choice}`. */
	askReason: string;
	/** With `{answers}`. */
	askAgain: string;
	/** To one who answers twice, while others are still to decide. */
	again: string;
	/** To one who answers a question that is closed, or was asked again since. */
	late: string;
	approveWords: string[];
	rejectWords: string[];
}
