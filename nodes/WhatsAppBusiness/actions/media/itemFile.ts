import type { IExecuteFunctions } from 'n8n-workflow';
import { mistake } from '../../../n8n/errors';

export interface ItemFile {
	bytes: Buffer;
	fileName: string;
	mimeType: string;
}

/**
 * A file that an item brings along.
 *
 * @param field the item's binary field
 * @throws NodeOperationError when there is no such file
 */
export async function itemFile(
	context: IExecuteFunctions,
	index: number,
	field: string,
): Promise<ItemFile> {
	const { binary } = context.getInputData()[index];
	if (binary?.[field] === undefined) {
		const there = Object.keys(binary ?? {});
		throw mistake(
			context.getNode(),
			`The item has no file in the field "${field}"`,
			there.length === 0
				? 'Let a node before this one give the file, e.g. HTTP Request or Read/Write Files from Disk'
				: `Its files are in: ${there.join(', ')}`,
			index,
		);
	}
	const { mimeType, fileName } = context.helpers.assertBinaryData(index, field);
	const bytes = await context.helpers.getBinaryDataBuffer(index, field);
	return { bytes, mimeType, fileName: fileName || 'file' };
}
