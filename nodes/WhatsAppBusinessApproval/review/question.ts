import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ReviewedCall } from './call';
import { spelledOut, withoutTurning } from './spelledOut';

/** One expression of a text. */
const BLOCK = /\{\{[\s\S]*?\}\}/g;

/** A field by its name, in any of the ways to write that: `.to`, `?.to`, `['to']`, `[0]`. */
const STEP =
	/(?:\?\.|\.)\s*([A-Za-z_$][\w$]*)|(?:\?\.\s*)?\[\s*(?:'([^'\\]*)'|"([^"\\]*)"|(\d+))\s*\]/;
const STEPS = new RegExp(STEP, 'g');

/** The call or a part of it, alone in an expression. */
const ALONE = new RegExp(`^\\{\\{\\s*\\$(tool|json)((?:\\s*(?:${STEP.source}))*)\\s*;?\\s*\\}\\}$`);

/** `$tool` in whatever else an expression does with it: `$tool['name']`, `const { parameters } = $tool`. */
const TOOL = /(?<![\w$])\$tool(?![\w$])/g;

/**
 * The question to the person. Nobody can approve of what they do not see, so the parameters are
 * written out; n8n's own text would show them as "[object Object]". And they are those that will be run:
 * `$tool` lets the model put others in their place, and is empty for the second of two calls when
 * the first was not answered (n8n 2.40).
 *
 * @param context whose item shows the call, see `withCallShown`
 */
export function reviewQuestion(context: IExecuteFunctions, call: ReviewedCall): string {
	const { message } = context.getNode().parameters;
	if (typeof message !== 'string' || !message.startsWith('=')) return String(message ?? '');
	// What is shown of the call stands in no expression, and no expression can change it.
	const shown = new Map<string, string>();
	const expression = message.slice(1).replace(BLOCK, (block) => {
		const part = partAlone(block, call);
		if (part === undefined) {
			return block.replace(TOOL, () => '({ name: $json.tool, parameters: $json.toolParameters })');
		}
		const place = randomUUID();
		shown.set(place, spelledOut(part.value));
		return place;
	});
	let text = withoutTurning(String(context.evaluateExpression(expression, 0) ?? ''));
	for (const [place, value] of shown) text = text.replaceAll(place, () => value);
	return text;
}

/** What an expression shows that is nothing but the call or a part of it; undefined for another. */
function partAlone(
	block: string,
	{ tool, parameters }: ReviewedCall,
): { value: unknown } | undefined {
	const [, root, path] = ALONE.exec(block) ?? [];
	if (root === undefined) return undefined;
	const steps = [...path.matchAll(STEPS)].map(
		([, ...names]) => names.find((name) => name !== undefined)!,
	);
	if (root === 'json') {
		if (steps[0] !== 'tool' && steps[0] !== 'toolParameters') return undefined;
		return { value: partOf({ tool, toolParameters: parameters }, steps) };
	}
	return { value: partOf({ name: tool, parameters }, steps) };
}

const partOf = (whole: unknown, steps: string[]): unknown =>
	steps.reduce<unknown>(
		(value, step) =>
			value !== null && value !== undefined && Object.hasOwn(Object(value) as object, step)
				? (value as Record<string, unknown>)[step]
				: undefined,
		whole,
	);
