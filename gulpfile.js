const { src, dest } = require('gulp');

/** Copies what TypeScript leaves behind: icons and codex files, beside the compiled nodes. */
function build() {
	return src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = build;
