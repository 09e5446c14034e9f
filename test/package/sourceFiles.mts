import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '..', '..');

/** A file that the package ships, by its path from the root, with slashes. */
export interface SourceFile {
	path: string;
	text: string;
}

/** Every file below some folders of the package. */
export function filesBelow(...folders: string[]): string[] {
	return folders.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
	);
}

/** Every TypeScript file that is compiled into the package. */
export function sources(...folders: string[]): SourceFile[] {
	return filesBelow(...folders)
		.filter((path) => path.endsWith('.ts'))
		.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

export interface Import {
	/** As it is written. */
	from: string;
	/** Gone after compilation. */
	typeOnly: boolean;
}

function parsed({ path, text }: SourceFile): ts.SourceFile {
	return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
	visit(node);
	node.forEachChild((child) => walk(child, visit));
}

/** Everything that a file imports, by whatever syntax. */
export function importsOf(source: SourceFile): Import[] {
	const found: Import[] = [];
	const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
		if (specifier === undefined) return;
		found.push({
			from: ts.isStringLiteralLike(specifier) ? specifier.text : specifier.getText(),
			typeOnly,
		});
	};
	walk(parsed(source), (node) => {
		if (ts.isImportDeclaration(node)) {
			add(node.moduleSpecifier, isTypeOnly(node.importClause));
		} else if (ts.isExportDeclaration(node)) {
			add(node.moduleSpecifier, node.isTypeOnly);
		} else if (ts.isImportTypeNode(node)) {
			add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument, true);
		} else if (ts.isExternalModuleReference(node)) {
			add(node.expression, false);
		} else if (ts.isCallExpression(node)) {
			const called = node.expression;
			const loads =
				called.kind === ts.SyntaxKind.ImportKeyword ||
				(ts.isIdentifier(called) && called.text === 'require');
			if (loads) add(node.arguments[0], false);
		}
	});
	return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
	if (clause === undefined) return false;
	if (clause.isTypeOnly) return true;
	const { name, namedBindings } = clause;
	return (
		name === undefined &&
		namedBindings !== undefined &&
		ts.isNamedImports(namedBindings) &&
		namedBindings.elements.length > 0 &&
		namedBindings.elements.every((element) => element.isTypeOnly)
	);
}

/** The file that a relative import means; undefined for a package. */
export function target(source: SourceFile, from: string, paths: Set<string>): string | undefined {
	if (!from.startsWith('.')) return undefined;
	const path = join(dirname(source.path), from).replaceAll('\\', '/');
	const found = [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => paths.has(candidate));
	if (found === undefined) throw new Error(`${source.path} imports ${from}, which is no file`);
	return found;
}

const COMPARISONS = new Set([
	ts.SyntaxKind.EqualsEqualsToken,
	ts.SyntaxKind.EqualsEqualsEqualsToken,
	ts.SyntaxKind.ExclamationEqualsToken,
	ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Comparisons with the id of a provider: code that knows one provider from another. */
export function providerComparisons(source: SourceFile, ids: readonly string[]): string[] {
	const found: string[] = [];
	const isId = (node: ts.Node) => ts.isStringLiteralLike(node) && ids.includes(node.text);
	walk(parsed(source), (node) => {
		const compares =
			(ts.isBinaryExpression(node) &&
				COMPARISONS.has(node.operatorToken.kind) &&
				[node.left, node.right].some(isId)) ||
			(ts.isCaseClause(node) && isId(node.expression)) ||
			(ts.isCallExpression(node) &&
				/\.(includes|indexOf|startsWith|has|test)$/.test(node.expression.getText()) &&
				node.arguments.some(isId));
		if (compares) found.push(node.getText());
	});
	return found;
}
