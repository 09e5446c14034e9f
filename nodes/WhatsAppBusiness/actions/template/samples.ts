import type { IExecuteFunctions } from 'n8n-workflow';
import type { SampleStore } from '../../../providers/resources';
import type { DraftCard, DraftHeader, SampleFormat } from '../../../whatsapp/templateDraft';
import type { Credential } from '../../../providers/http';
import type { Provider } from '../../../providers/provider';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { isSuccess } from '../../../core/http';
import { publicLink } from '../../../whatsapp/limits/problem';
import { call, getFile } from '../../../n8n/transport';
import { itemFile, type ItemFile } from '../../../n8n/itemFile';
import { offered } from '../operation';

/** @see https://developers.facebook.com/docs/graph-api/guides/upload */
const TYPES: Readonly<Record<SampleFormat, readonly string[]>> = {
	document: ['application/pdf'],
	image: ['image/jpeg', 'image/png'],
	video: ['video/mp4'],
};
const WORDS: Readonly<Record<SampleFormat, string>> = {
	document: 'a PDF',
	image: 'a JPEG or PNG',
	video: 'an MP4',
};

/** Where samples of one item go. */
interface SampleDesk {
	context: IExecuteFunctions;
	itemIndex: number;
	provider: Provider;
	credential: Credential;
}

/** The parts with handles in place of the names of input fields, once their files are uploaded. */
export async function withSamples<
	Parts extends { header?: DraftHeader | null; cards?: DraftCard[] },
>(parts: Parts, desk: SampleDesk): Promise<Parts> {
	const { header, cards } = parts;
	return {
		...parts,
		...(header && 'sample' in header && { header: await withHandle(header, desk) }),
		...(cards && { cards: await Promise.all(cards.map((card) => cardWithHandle(card, desk))) }),
	};
}

const cardWithHandle = async (card: DraftCard, desk: SampleDesk): Promise<DraftCard> => ({
	...card,
	media: await withHandle(card.media, desk),
});

async function withHandle<Media extends { format: SampleFormat; sample: string }>(
	media: Media,
	desk: SampleDesk,
): Promise<Media> {
	const { context, itemIndex, provider } = desk;
	if (provider.templateChanges?.sampleLinks) {
		const problem = publicLink(media.sample);
		if (problem === undefined) return media;
		throw configurationError(
			context.getNode(),
			`${provider.name} takes a sample file by its public link, not from a field of the item`,
			'Write into "Sample File" the link of a file like those to be sent, e.g. https://example.com/sample.pdf',
			itemIndex,
		);
	}
	const store = offered(
		provider.templateChanges?.samples,
		context,
		itemIndex,
		provider,
		'take sample files',
	);
	if (store.isHandle(media.sample)) return media;
	const file = await itemFile(context, itemIndex, media.sample);
	const mimeType = file.mimeType
		.split(';')[0]
		.trim()
		.toLowerCase()
		.replace('image/jpg', 'image/jpeg');
	if (!TYPES[media.format].includes(mimeType)) {
		throw configurationError(
			context.getNode(),
			`The sample file in "${media.sample}" is ${mimeType || 'of an unknown type'}`,
			`For a ${media.format} WhatsApp takes ${WORDS[media.format]} as sample`,
			itemIndex,
		);
	}
	return { ...media, sample: await upload({ ...file, mimeType }, store, desk) };
}

/**
 * The samples that a template has on file, uploaded anew: WhatsApp lists an address, and takes a handle.
 *
 * @returns the handles by address
 */
export async function samplesAnew(
	addresses: readonly string[],
	desk: SampleDesk,
): Promise<Record<string, string>> {
	const { context, itemIndex, provider } = desk;
	const handles: Record<string, string> = {};
	for (const address of new Set(addresses)) {
		const store = offered(
			provider.templateChanges?.samples,
			context,
			itemIndex,
			provider,
			'take sample files',
		);
		const { status, mimeType, body } = await getFile(context, address);
		if (!isSuccess(status) || body.length === 0) {
			throw configurationError(
				context.getNode(),
				'The sample file that WhatsApp has of this template could not be read again',
				'Choose Header (or Carousel Cards) in "Change" too, and give a file for it',
				itemIndex,
			);
		}
		const file = { bytes: body, fileName: 'sample', mimeType: mimeType.split(';')[0].trim() };
		handles[address] = await upload(file, store, desk);
	}
	return handles;
}

async function upload(
	{ bytes, fileName, mimeType }: ItemFile,
	store: SampleStore,
	{ context, itemIndex, provider, credential }: SampleDesk,
): Promise<string> {
	const step = async (
		request: Parameters<typeof call>[2],
		read: (body: unknown) => string | undefined,
	) => {
		const { status, body } = await call(context, provider, request, bytes);
		const value = isSuccess(status) ? read(body) : undefined;
		if (value !== undefined) return value;
		throw new ProviderError(context.getNode(), provider.failure(status, body), itemIndex);
	};
	const file = { name: fileName, mimeType, size: bytes.length };
	const session = await step(store.begin(file, credential), (body) => store.begun(body));
	return await step(store.upload(session, mimeType, credential), (body) => store.uploaded(body));
}
