// Lints what is not shipped: playground, tests, and the configuration in this folder.
// eslint.config.mjs must stay as n8n wrote it; it sees package.json and *.ts, and no *.mts or *.mjs.
import eslint from '@eslint/js';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	globalIgnores([
		'nodes',
		'credentials',
		'dist',
		'coverage',
		'playground/.data*',
		'playground/n8n',
	]),
	{
		files: ['**/*.{ts,mts,js,mjs,cjs}'],
		extends: [eslint.configs.recommended, tseslint.configs.recommended],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			// tsc knows which globals there are, here in Node and there in the browser.
			'no-undef': 'off',
			// Express tells an error handler by its four arguments; `{ a, ...rest }` leaves `a` out.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
		},
	},
	{
		files: ['**/*.{js,cjs}'],
		// CommonJS has no other way to import.
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
