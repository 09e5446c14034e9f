import { FAILURES as GUPSHUP } from '../../../nodes/providers/gupshup/errorCodes';
import { failure as ofDialog } from '../../../nodes/providers/dialog360/failure';
import { undelivered } from '../../../nodes/providers/gupshup/failure';
import { FAILURES as INFOBIP, reportFailure } from '../../../nodes/providers/infobip/errorCodes';
import { statusFailure } from '../../../nodes/providers/interakt/failure';
import { FAILURES as META } from '../../../nodes/providers/meta/errorCodes';
import { failure as ofMeta, fromCode } from '../../../nodes/providers/meta/failure';
import { FAILURES as TWILIO } from '../../../nodes/providers/twilio/errorCodes';
import { fromCode as ofTwilio } from '../../../nodes/providers/twilio/failure';
import { type Failure, stopsList } from '../../../nodes/whatsapp/failure';

const stopping = (table: object, read: (code: string) => Failure) =>
	Object.keys(table)
		.filter((code) => stopsList(read(code)))
		.sort((one, other) => Number(one) - Number(other) || (one < other ? -1 : 1));

/** Every code that ends a list; of all others only that one message is refused. */
describe('a list of messages stops at', () => {
	it('these codes of Meta', () => {
		expect(stopping(META, fromCode)).toEqual(
			'0 3 4 10 17 33 102 190 200 341 368 613 80007 131005 131031 131037 131042 131044 131045 131048 131063 131064 133000 133005 133006 133008 133009 133010 133015 133016 134011 139000 139200 200005 200006 200007 2388001 2388012 2388091 2388093 2388103 2593079 2593085'.split(
				' ',
			),
		);
	});

	it('these of Twilio', () => {
		expect(stopping(TWILIO, (code) => ofTwilio(code))).toEqual(
			'10001 10002 20003 20005 20006 20008 20010 21212 21601 21607 21622 21701 21702 21703 21704 21705 21709 30002 63001 63002 63007 63008 63020 63022 63026 63038 63039 63051'.split(
				' ',
			),
		);
	});

	it('these of Infobip', () => {
		const read = (name: string) => reportFailure({ id: 99999, name }, {});
		expect(stopping(INFOBIP, read)).toEqual(
			'EC_ACCOUNT_ACCESS_DENIED EC_ACCOUNT_ISSUE EC_ACCOUNT_NOT_PROVISIONED_FOR_CHANNEL EC_BAD_ORIGIN EC_BLACKLISTED_SENDERADDRESS EC_CONFIGURATION_ERROR EC_FORBIDDEN_ACCESS EC_INVALID_SOURCE_ADDRESS EC_INVALID_WA_ACCOUNT_TYPE EC_LIMITED_FUNCTIONALITY EC_MESSAGE_TYPE_EXHAUSTED EC_MISSING_SENDER_METADATA EC_MONTHLY_LIMIT_REACHED EC_PROVIDER_BILLING_ERROR EC_QUOTA_REACHED EC_SENDER_NOT_REGISTERED EC_SERVICE_NOT_ACTIVATED EC_SIGNALS_HARD_LIMIT_REACHED EC_SPAM_RATE EC_UNAUTHORIZED_ACCESS EC_UNKNOWN_APPLICATION REJECTED_NOT_ENOUGH_CREDITS REJECTED_PREPAID_PACKAGE_EXPIRED REJECTED_ROUTE_NOT_AVAILABLE REJECTED_SENDER REJECTED_SOURCE'.split(
				' ',
			),
		);
	});

	it('these of Gupshup, and at those of Meta that it passes on', () => {
		expect(stopping(GUPSHUP, (code) => undelivered(code))).toEqual('1001 1003 4001'.split(' '));
		expect(stopsList(undelivered('131048'))).toBe(true);
	});

	it('those of Meta that 360dialog and Interakt pass on, also as they were before the Cloud API', () => {
		const error = { code: 131048, message: 'Spam rate limit hit' };
		expect(stopsList(ofDialog(400, { error }))).toBe(true);
		expect(stopsList(statusFailure('471', undefined))).toBe(true);
		expect(stopsList(statusFailure('131026', undefined))).toBe(false);
	});

	it('no limit that is over in a moment, or is of one person', () => {
		for (const code of ['130429', '131056', '131049']) {
			expect(stopsList(fromCode(code))).toBe(false);
		}
		expect(stopsList(ofMeta(429, '<html>'))).toBe(false);
		expect(stopsList(ofTwilio('21606'))).toBe(false);
	});
});
