import { oncePerRun } from '../../../nodes/n8n/cache';

describe('looking things up', () => {
	it('is done once for each key, also when nothing was found', async () => {
		const look = oncePerRun();
		const find = jest.fn(async () => undefined);
		await look('a', find);
		await look('a', find);
		await look('b', find);
		expect(find).toHaveBeenCalledTimes(2);
	});

	it('is done once for all who ask at the same time', async () => {
		const look = oncePerRun();
		const find = jest.fn(async () => await Promise.resolve('found'));
		const asked = [look('a', find), look('a', find), look('a', find)];
		expect(await Promise.all(asked)).toEqual(['found', 'found', 'found']);
		expect(find).toHaveBeenCalledTimes(1);
	});

	it('is done again after a failure', async () => {
		const look = oncePerRun();
		const failing = async () => {
			throw new Error('down');
		};
		await expect(look('a', failing)).rejects.toThrow('down');
		await expect(look('a', async () => 'found')).resolves.toBe('found');
	});

	it('of one execution does not show in another', async () => {
		await oncePerRun()('a', async () => 'one');
		await expect(oncePerRun()('a', async () => 'two')).resolves.toBe('two');
	});
});
