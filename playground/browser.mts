import { chromium, type Browser } from 'playwright-core';

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

/** Starts this machine's Chromium without a window; CHROMIUM names it when it lies elsewhere. */
export async function startBrowser(): Promise<Browser> {
	const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
	return await chromium.launch({ executablePath, args: QUIET });
}
