import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { OncePerRun } from '../../n8n/cache';
import { configurationError } from '../../n8n/errors';
import type { Provider } from '../../providers/provider';
import type { Message } from '../../whatsapp/messages';

/** How an operation looks in the editor. */
interface Described {
	/** One of `resources`. */
	resource: string;
	value: string;
	name: string;
	/** Shown in the node picker, in sentence case. */
	action: string;
	description: string;
	fields: INodeProperties[];
}

/** What a sending operation makes of one item. */
interface Prepared {
	message: Message;
	/** Sent after it, in order: the pieces of a long text. */
	further?: readonly Message[];
	/** More fields for the output, e.g. a preview of a template. */
	output?: IDataObject;
}

/** Sends one message for each item; has the fields From, To and the options of every message. */
export interface SendOperation extends Described {
	/** Its own among the options; those of every message stand in `options.ts`. */
	options?: INodeProperties[];
	prepare(
		context: IExecuteFunctions,
		itemIndex: number,
		provider: Provider,
		addressing: Pick<Message, 'from' | 'to' | 'replyTo' | 'reference'>,
		once: OncePerRun,
	): Promise<Prepared>;
}

/** Does anything else for one item. */
export interface RunOperation extends Described {
	run(
		context: IExecuteFunctions,
		itemIndex: number,
		provider: Provider,
		once: OncePerRun,
	): Promise<Array<Pick<INodeExecutionData, 'json' | 'binary'>>>;
}

/** One operation of the node: how it looks in the editor and what it does. One file each. */
export type Operation = SendOperation | RunOperation;

export const isSend = (operation: Operation): operation is SendOperation => 'prepare' in operation;

/** What a provider offers; refuses, naming it, where it does not. @throws NodeOperationError */
export function offered<Part>(
	part: Part | undefined,
	context: IExecuteFunctions,
	itemIndex: number,
	{ name }: Provider,
	what: string,
): Part {
	if (part !== undefined) return part;
	throw configurationError(
		context.getNode(),
		`${name} cannot ${what} from here`,
		`Do it in the console of ${name}, or choose another provider in this node`,
		itemIndex,
	);
}
