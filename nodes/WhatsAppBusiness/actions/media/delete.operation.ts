import { ProviderError } from '../../../n8n/errors';
import { isSuccess } from '../../../core/http';
import { call, readCredential } from '../../../n8n/transport';
import { offered, type RunOperation } from '../operation';
import { GONE, mediaIdField, readMediaId } from './file';

export const deleteMedia: RunOperation = {
	resource: 'media',
	value: 'delete',
	name: 'Delete',
	action: 'Delete media',
	description: 'Delete a file from WhatsApp; messages that were sent with it keep it',
	fields: [mediaIdField],
	async run(context, itemIndex, provider) {
		const media = offered(provider.media, context, itemIndex, provider, 'delete files');
		const mediaId = readMediaId(context, itemIndex);
		const credential = await readCredential(context, provider);
		const { status, body } = await call(context, provider, media.remove(mediaId, credential));
		if (!isSuccess(status)) {
			const failure = provider.failure(status, body);
			const hint = failure.category === 'request' ? GONE : failure.hint;
			throw new ProviderError(context.getNode(), { ...failure, hint }, itemIndex);
		}
		return [{ json: { deleted: true, mediaId } }];
	},
};
