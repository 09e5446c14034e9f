/** Why the provider refused, in words. */
export interface Failure {
	code: string;
	category:
		| 'access'
		| 'account'
		| 'limit'
		| 'recipient'
		| 'request'
		| 'service'
		| 'template'
		| 'window';
	message: string;
	/** What to do next. */
	hint: string;
	/** `now`: try again shortly. `later`: wait first. `never`: change something first. */
	retry: 'now' | 'later' | 'never';
	afterSeconds?: number;
	/** Not really a refusal: if a message was sent, it may or may not have been taken. */
	unclear?: true;
	/** A limit of the sender or the account, which whatever is sent next meets too. */
	concernsAll?: true;
}

/** Would everybody's message be refused so? Then a list of messages stops here. */
export const stopsList = ({ category, concernsAll: marked }: Failure): boolean =>
	category === 'access' || category === 'account' || marked === true;
