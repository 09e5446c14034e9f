import type { IExecuteFunctions } from 'n8n-workflow';
import type { Provider } from '../../providers/provider';
import { mistake } from '../../n8n/errors';

/** What a provider offers; refuses, naming it, where it does not. @throws NodeOperationError */
export function offered<Part>(
	part: Part | undefined,
	context: IExecuteFunctions,
	index: number,
	{ name }: Provider,
	what: string,
): Part {
	if (part !== undefined) return part;
	throw mistake(
		context.getNode(),
		`${name} cannot ${what} from here`,
		`Do it in the console of ${name}, or choose another provider in this node`,
		index,
	);
}
