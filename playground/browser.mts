import { chromium, type Browser } from 'playwright-core';
import { ensureBrowser } from './start/chromium.mjs';

/** Without these Chromium asks hosts on the internet for updates, and fails at it. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Starts a Chromium without a window: this machine's, or the one that CHROMIUM names, or npm's. */
export async function startBrowser(): Promise<Browser> {
	return await chromium.launch({ executablePath: await ensureBrowser(), args: QUIET });
}
