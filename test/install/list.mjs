/**
 * What is run in a fresh clone, by npm's arguments.
 * @typedef {object} Step
 * @property {string[]} npm
 * @property {boolean} [untilReady] Ctrl-C once it says that all is ready
 * @property {string} [killedIn] killed some seconds after it has said this
 */

/**
 * @typedef {object} Order
 * @property {string} name
 * @property {string} [node] the machine's major version of Node
 * @property {string} [npm] and of npm
 * @property {Step[]} steps one after the other in the same clone
 * @property {boolean} [ownN8n] n8n and the browser are installed into the clone, not shared
 */

/** One test is enough that wants n8n, the packed package and a browser. */
export const TEST = [
	'test',
	'--',
	'test/e2e/phonePage',
	'--testNamePattern',
	'a number that is not on WhatsApp is not delivered',
];
export const UNIT = ['test', '--', 'test/unit/core'];
const START = ['start'];

/** @param {string[]} npm @returns {Order} */
const after = (...npm) => ({
	name: `npm ${npm.join(' ')} first`,
	steps: [{ npm }, { npm: TEST }],
});

/** @type {Order[]} */
export const ORDERS = [
	{
		name: 'fresh, again, npm start',
		steps: [{ npm: TEST }, { npm: TEST }, { npm: START, untilReady: true }],
	},
	{ name: 'unit tests first', node: '22', npm: '10', steps: [{ npm: UNIT }, { npm: TEST }] },
	{
		name: 'npm start first',
		node: '24',
		npm: '11',
		steps: [{ npm: START, untilReady: true }, { npm: TEST }],
	},
	after('ci'),
	after('install'),
	after('ci', '--ignore-scripts'),
	{
		name: 'killed in each installation',
		ownN8n: true,
		steps: [
			{ npm: TEST, killedIn: 'Installing the development tools' },
			{ npm: TEST, killedIn: 'Installing Chromium' },
			{ npm: TEST, killedIn: 'Installing n8n' },
			{ npm: TEST },
		],
	},
];
