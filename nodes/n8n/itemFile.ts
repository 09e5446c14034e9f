import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { fileType } from '../whatsapp/fileLimits';
import { configurationError } from './errors';

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
	itemIndex: number,
	field: string,
): Promise<ItemFile> {
	const { binary } = context.getInputData()[itemIndex];
	if (binary?.[field] === undefined) {
		const there = Object.keys(binary ?? {});
		throw configurationError(
			context.getNode(),
			`The item has no file in the field "${field}"`,
			there.length === 0
				? 'Let a node before this one give the file, e.g. HTTP Request or Read/Write Files from Disk'
				: `Its files are in: ${there.join(', ')}`,
			itemIndex,
		);
	}
	return await readFile(context, itemIndex, field);
}

/** The same, of a file that is known to be there: by its field, or as n8n keeps it. */
export async function readFile(
	context: IExecuteFunctions,
	itemIndex: number,
	file: string | IBinaryData,
): Promise<ItemFile> {
	const {
		mimeType: said,
		fileName = '',
		fileExtension = '',
	} = context.helpers.assertBinaryData(itemIndex, file);
	const mimeType = fileType(said ?? '', fileName.includes('.') ? fileName : `.${fileExtension}`);
	const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, file);
	return { bytes, mimeType, fileName: fileName || 'file' };
}
