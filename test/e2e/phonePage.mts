import type { BrowserContext, Locator } from 'playwright-core';
import { waitFor } from '../../playground/waitFor.mts';

/** The simulator's page in a browser, with the hands of the people whose phones it shows. */
export type PhonePage = Awaited<ReturnType<typeof openPhonePage>>;

export async function openPhonePage(context: BrowserContext, url: string) {
	const page = await context.newPage();
	await page.goto(url);
	const part = (name: string) => page.locator(`[data-test="${name}"]`);

	/** Somebody's phone; shown if it is not yet. */
	async function phone(person: string): Promise<Locator> {
		await part(`chip-${person}`).waitFor();
		const shown = part(`phone-${person}`);
		if ((await shown.count()) === 0) await part(`chip-${person}`).click();
		await shown.waitFor();
		return shown;
	}

	/** The newest message on somebody's phone that has some words, once it is there. */
	async function bubble(person: string, words: string, timeout?: number): Promise<Locator> {
		const found = (await phone(person)).locator('[data-test="bubble"]', { hasText: words });
		await found.last().waitFor({ timeout });
		return found.last();
	}

	async function inDrawer(tab: 'calls' | 'switches'): Promise<Locator> {
		await part(`tab-${tab}`).click();
		return part('drawer');
	}

	/** Presses a switch, unless it is as it should be already. The input itself is out of sight. */
	async function press(within: Locator, name: string, on: boolean): Promise<void> {
		const input = within.locator(`[data-test="switch-${name}"]`);
		await input.waitFor({ state: 'attached' });
		if ((await input.isChecked()) === on) return;
		await within.locator(`.switch:has([data-test="switch-${name}"])`).click();
		await waitFor(async () => (await input.isChecked()) === on, {
			what: `the switch ${name} to be ${on ? 'on' : 'off'}`,
		});
	}

	return {
		page,
		phone,
		bubble,
		/** Clicks a button below the newest message that has some words. */
		async tapBelow(person: string, words: string, label: string): Promise<void> {
			await (await bubble(person, words)).getByRole('button', { name: label, exact: true }).click();
		},
		/** Types a message and sends it. */
		async write(person: string, text: string): Promise<void> {
			const shown = await phone(person);
			await shown.locator('[data-test="composer"]').fill(text);
			await shown.getByRole('button', { name: 'Send', exact: true }).click();
		},
		/**
		 * What a chat shows, oldest first, a line for each message: who wrote it, the text, and the
		 * buttons below; those tapped already in round brackets.
		 */
		async chat(person: string): Promise<string[]> {
			return await (await phone(person)).locator('[data-test="bubble"]').evaluateAll((bubbles) =>
				bubbles.map((shown) => {
					const who = shown.classList.contains('bubble-mine') ? 'me' : 'business';
					const text = shown.querySelector('.text')?.textContent ?? '';
					const buttons = [...shown.querySelectorAll('[data-test="reply-button"]')].map((button) =>
						(button as HTMLButtonElement).disabled
							? ` (${button.textContent})`
							: ` [${button.textContent}]`,
					);
					return `${who}: ${text}${buttons.join('')}`;
				}),
			);
		},
		/** Presses a switch below somebody's phone. */
		async setSwitchOf(person: string, name: 'phoneOff' | 'windowClosed', on: boolean) {
			await press(await phone(person), name, on);
		},
		async switchOf(person: string, name: 'phoneOff' | 'windowClosed'): Promise<boolean> {
			return await (await phone(person)).locator(`[data-test="switch-${name}"]`).isChecked();
		},
		/** Presses a switch in the drawer. */
		async setSwitch(name: string, on: boolean): Promise<void> {
			await press(await inDrawer('switches'), name, on);
		},
		/** The messages that n8n has sent, in the page's words, oldest first, and how they fared. */
		async sent(): Promise<string[]> {
			const calls = (await inDrawer('calls')).locator('[data-test="call"]');
			const lines = await calls.evaluateAll((records) =>
				records.flatMap((record) => {
					const textOf = (part: string) => record.querySelector(part)?.textContent?.trim() ?? '';
					if (!textOf('small').endsWith('/messages')) return [];
					const refused = record.querySelector('.pill-bad') ? 'refused' : 'accepted';
					return `${textOf('b')}: ${textOf('.delivery-failed') || refused}`;
				}),
			);
			return lines.reverse();
		},
		/** Clears chats, logs and switches. */
		async startAgain(): Promise<void> {
			await (await inDrawer('switches')).locator('[data-test="reset"]').click();
			await page.locator('[data-test="bubble"]').first().waitFor({ state: 'detached' });
		},
	};
}
