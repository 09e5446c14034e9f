import { MetaWhatsAppCloudApi } from '../../../../credentials/MetaWhatsAppCloudApi.credentials';
import { metaCredential } from '../../../../nodes/providers/meta/account';
import { checkVersion, GRAPH_VERSION } from '../../../../nodes/providers/meta/graphVersion';

const NOW = Date.parse('2026-11-30');

describe('the version of the Graph API', () => {
	it.each([
		[GRAPH_VERSION, 'ok', 'is the newest that Meta lists'],
		['v24.0', 'ok', 'answers until 2028-02-18'],
		['v21.0', 'warning', 'answers until 2027-01-21'],
		['v20.0', 'warning', 'ended on 2026-09-24'],
		['v9.0', 'warning', 'has ended'],
		['v99.0', 'unknown', 'is newer than what this package knows'],
		['24', 'warning', 'is no version'],
		['', 'warning', 'is no version'],
		['constructor', 'warning', 'is no version'],
	])('"%s" is %s: %s', (version, state, words) => {
		expect(checkVersion(version, NOW)).toMatchObject({
			state,
			message: expect.stringContaining(words),
		});
	});

	it('says what to do wherever it warns', () => {
		expect(checkVersion('v21.0', NOW).hint).toContain(GRAPH_VERSION);
	});

	it('warns of a version that has ended since, whatever it was when the package was made', () => {
		expect(checkVersion('v25.0', Date.parse('2028-08-01')).state).toBe('warning');
	});

	it('is the newest in a new credential and in one that names none', () => {
		const { properties, test } = new MetaWhatsAppCloudApi();
		expect(properties.find(({ name }) => name === 'graphVersion')!.default).toBe(GRAPH_VERSION);
		expect(test.request.url).toContain(`"${GRAPH_VERSION}"`);
		expect(metaCredential({}).graphVersion).toBe(GRAPH_VERSION);
	});
});
