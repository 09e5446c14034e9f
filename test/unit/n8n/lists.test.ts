import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { meta } from '../../../nodes/providers/meta';
import { senders } from '../../../nodes/providers/meta/senders';
import { listAll } from '../../../nodes/n8n/lists';
import { account } from '../../fixtures/meta/account';
import { refusal } from '../../fixtures/meta/scriptedGraph';

type Answer = { status: number; body: unknown };

/** A node whose HTTP calls are answered by the given function. */
function caller(answer: (after: string | undefined) => Answer) {
	const calls: IHttpRequestOptions[] = [];
	const node = {
		getCredentials: async () => account,
		getNode: () => ({ name: 'WhatsApp Business', type: 'test', parameters: {} }),
		helpers: {
			async httpRequestWithAuthentication(_credential: string, options: IHttpRequestOptions) {
				calls.push(options);
				const { status, body } = answer(options.qs?.after as string | undefined);
				return { statusCode: status, headers: {}, body };
			},
		},
	};
	return { node: node as unknown as IExecuteFunctions, calls };
}

/** A page of one number that points to the next page, or to none. */
function page(id: number, next?: number): Answer {
	const paging = next === undefined ? {} : { cursors: { after: String(next) }, next: 'https://x' };
	return { status: 200, body: { data: [{ id, verified_name: `Number ${id}` }], paging } };
}

describe('a whole list', () => {
	it('is read page by page, in order, up to the last page', async () => {
		const { node, calls } = caller((after) => {
			const at = Number(after ?? 0);
			return page(at, at < 2 ? at + 1 : undefined);
		});
		const items = await listAll(node, meta, senders);
		expect(items.map(({ id }) => id)).toEqual(['0', '1', '2']);
		expect(calls.map(({ qs }) => qs?.after as unknown)).toEqual([undefined, '1', '2']);
	});

	it('is cut when it does not end', async () => {
		const { node, calls } = caller(() => page(1, 1));
		await expect(listAll(node, meta, senders)).resolves.toHaveLength(200);
		expect(calls).toHaveLength(200);
	});

	it('is not given in part: a page that is refused is an error in the provider’s words', async () => {
		const { node } = caller((after) =>
			after === undefined ? page(0, 1) : refusal(190, 'Malformed access token EAAfictional', 401),
		);
		const failed = await listAll(node, meta, senders).catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(NodeApiError);
		expect(failed).toMatchObject({ message: 'The access token is wrong or has expired' });
		expect(JSON.stringify(failed)).not.toContain('EAAfictional');
	});
});
