import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { configurationError } from '../../n8n/errors';
import { approvalFields } from '../description';

/** What n8n's agents fill in for the model. */
const FROM_MODEL = /\$fromAI(?![\w$])/i;
/** The same, or what the model has called the tool with. */
const OF_CALL = /\$fromAI(?![\w$])|\$tool(?![\w$])|toolParameters/i;

/**
 * Refuses a review in which the model would choose more than the call: who is asked, or what is said about
 * the call.
 *
 * @throws NodeOperationError naming the field
 */
export function refuseModelsWords(context: IExecuteFunctions): void {
	const { message, ...others } = context.getNode().parameters;
	if (names(message, FROM_MODEL)) {
		throw configurationError(
			context.getNode(),
			'"Message" takes words from the model ($fromAI), which can say another thing than what will run, so nobody was asked',
			'Show the call itself: {{ $tool.name }} and {{ $tool.parameters }}',
		);
	}
	const field = fieldThat(others, OF_CALL);
	if (field === undefined) return;
	const label = labelOf(field);
	throw configurationError(
		context.getNode(),
		`"${label}" takes what the model chose, so nobody was asked`,
		`Only "Message" shows the call of the tool as it will run. Take $fromAI, $tool and toolParameters out of "${label}"`,
	);
}

/** The name of the first field whose expression says that. */
function fieldThat(fields: object, words: RegExp): string | undefined {
	for (const [name, value] of Object.entries(fields)) {
		if (names(value, words)) return name;
		if (typeof value !== 'object' || value === null) continue;
		const inner = fieldThat(value as object, words);
		// What n8n keeps of a list or a picker has no label of its own.
		if (inner !== undefined) return labelOf(inner) === inner ? name : inner;
	}
	return undefined;
}

const names = (value: unknown, words: RegExp): boolean =>
	typeof value === 'string' && value.startsWith('=') && words.test(value);

/** What the field is called in the editor. */
const labelOf = (name: string): string => find(approvalFields, name) ?? name;

function find(fields: ReadonlyArray<Partial<INodeProperties>>, name: string): string | undefined {
	for (const field of fields) {
		if (field.name === name) return field.displayName;
		const inner = [
			...((field.options ?? []) as INodeProperties[]),
			...((field as { values?: INodeProperties[] }).values ?? []),
		];
		const found = find(inner, name);
		if (found !== undefined) return found;
	}
	return undefined;
}
