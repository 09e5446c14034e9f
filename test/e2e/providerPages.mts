import type { Browser } from 'playwright-core';
import { inboxFlow, install } from './flows.mts';
import { openPhonePage, type PhonePage } from './phonePage.mts';
import { besides, type Stack } from './stack.mts';

/** The page of a provider's phones. Close its context afterwards. */
export async function pageOf(browser: Browser, { simulator }: Stack): Promise<PhonePage> {
	const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
	context.setDefaultTimeout(30_000);
	return await openPhonePage(context, simulator.url);
}

export interface ProviderPage {
	stack: Stack;
	phones: PhonePage;
	stop(): Promise<void>;
}

/** Another provider beside the first, with a trigger that listens to it, and its phones. */
export async function providerPage(
	browser: Browser,
	first: Stack,
	id: string,
): Promise<ProviderPage> {
	const stack = await besides(first, id);
	const workflow = { ...inboxFlow(stack), name: `Inbox ${id}` };
	const inbox = await install(stack, workflow);
	// Where no API tells the trigger's URL, it is pasted.
	const url = `${stack.n8n.url}/webhook/${workflow.nodes[0]!.webhookId}/webhook`;
	const { data } = await stack.phones.get('/state');
	if (data.callback === null) await stack.phones.post('/callback', { url });
	const phones = await pageOf(browser, stack);
	return {
		stack,
		phones,
		async stop() {
			await stack.rest.deactivate(inbox.id);
			await phones.page.context().close();
			await stack.stop();
		},
	};
}
