import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { withTexts } from '../../n8n/readText';
import { optionFieldsOf } from '../description/options';
import type { Language } from '../../approvals/languages';

/** All options, with what is not set filled in. Texts that are not set have a language. */
export interface ApprovalOptions {
	language: Language;
	sendAs: 'automatic' | 'interactive' | 'template';
	header: string;
	footer: string;
	listButton: string;
	defaultCountry: string;
	neverAsk: string;
	checkAnswers: boolean;
	directSend: boolean;
	typedAnswers: boolean;
	/** Separated by commas. */
	approveWords?: string;
	rejectWords?: string;
	reactions: boolean;
	askReason: boolean;
	reasonMinutes: unknown;
	reasonText?: string;
	confirmation?: string;
	othersText?: string;
	againText?: string;
	notUnderstoodText?: string;
	/** Of nodes before version 1.2. */
	deadline?: { values?: DeadlineSetting };
	reminder?: { values?: { amount?: unknown; unit?: Unit; text?: string } };
	workingHours?: {
		values?: { days?: number[]; from?: string; to?: string; timezone?: string };
	};
}

export function readOptions(context: IExecuteFunctions, item: number): ApprovalOptions {
	return {
		language: 'en',
		sendAs: 'automatic',
		header: '',
		footer: '',
		listButton: '',
		defaultCountry: '',
		neverAsk: '',
		checkAnswers: true,
		directSend: false,
		typedAnswers: true,
		reactions: false,
		askReason: false,
		reasonMinutes: 60,
		...givenOptions(context, item),
	};
}

/** What is set, in whichever collection this version of the node has it. */
function givenOptions(context: IExecuteFunctions, item: number): Partial<ApprovalOptions> {
	const collections = optionFieldsOf(context.getNode().typeVersion);
	const given = collections.map(({ name, options }) =>
		withTexts(context.getNodeParameter(name, item, {}) as object, options as INodeProperties[]),
	);
	return Object.assign({}, ...given) as Partial<ApprovalOptions>;
}

/** What the panel fills in for a deadline (a test compares them); n8n may leave out what was not changed. */
export const DEADLINE_AFTER = { amount: 4, unit: 'hours' } as const;

/** The collection "Deadline", as n8n hands it over. */
export interface DeadlineSetting {
	limitType?: 'afterTimeInterval' | 'atSpecifiedTime';
	resumeAmount?: unknown;
	resumeUnit?: Unit;
	maxDateAndTime?: unknown;
}

export type Unit = 'minutes' | 'hours' | 'days';
