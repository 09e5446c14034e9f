// ts-jest only strips types here; `npm test` has tsc check them first.
const typescript = (/** @type {{ useESM?: boolean }} */ options = {}) =>
	/** @type {const} */ ([
		'ts-jest',
		{ ...options, tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false },
	]);

const common = {
	testEnvironment: 'node',
	// An n8n that is installed there has thousands of packages.
	modulePathIgnorePatterns: ['<rootDir>/playground/n8n/.cache'],
};

const commonJs = {
	...common,
	moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
	transform: { '^.+\\.ts$': typescript() },
};

// Playground code is what Node 24 runs as it is, so it stays ES modules under test.
const esModules = {
	...common,
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'cjs', 'json'],
	extensionsToTreatAsEsm: ['.mts'],
	transform: { '^.+\\.mts$': typescript({ useESM: true }) },
};

/** @type {import('jest').Config} */
module.exports = {
	// jest reads it here only, not in a project.
	testTimeout: 180_000,
	reporters: ['default', '<rootDir>/test/countsReporter.cjs'],
	projects: [
		{
			...commonJs,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
		},
		{
			...commonJs,
			displayName: 'engine',
			// n8n-core's decorators want it first.
			setupFiles: ['reflect-metadata', '<rootDir>/test/engine/quietLog.cjs'],
			testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
		},
		{
			...esModules,
			displayName: 'package',
			testMatch: ['<rootDir>/test/package/**/*.test.mts'],
		},
		{
			...esModules,
			displayName: 'simulator',
			testMatch: ['<rootDir>/test/simulator/**/*.test.mts'],
		},
		{
			...esModules,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.mts'],
		},
	],
};
