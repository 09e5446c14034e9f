import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Message } from '../../providers/messages';
import type { Provider } from '../../providers/types';
import type { Lookups } from '../../shared/lookups';

/** What a sending operation makes of one item. */
export interface Prepared {
	message: Message;
	/** More fields for the output, e.g. a preview of a template. */
	output?: IDataObject;
}

/** One operation of the node: how it looks in the editor and what it does. One file each. */
export interface Operation {
	resource: string;
	value: string;
	name: string;
	/** Shown in the node picker, in sentence case. */
	action: string;
	description: string;
	fields: INodeProperties[];
	prepare(
		context: IExecuteFunctions,
		itemIndex: number,
		provider: Provider,
		addressing: Pick<Message, 'from' | 'to' | 'replyTo' | 'reference'>,
		lookup: Lookups,
	): Promise<Prepared>;
}
