import type { IDataObject } from 'n8n-workflow';
import type { Template } from '../../../whatsapp/messages';
import { defined } from '../../../core/json';

/** A template as an item: what one can see and fill in, without the provider's own form of it. */
export function templateItem(template: Template): IDataObject {
	return defined({ ...template, raw: undefined }) as unknown as IDataObject;
}
