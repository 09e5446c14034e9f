import type { IDisplayOptions } from 'n8n-workflow';

/** Nodes of before 1.2 keep "Deadline", "Template" and all options in one collection, as they were saved. */
export const FIRST_VERSIONS: IDisplayOptions = { show: { '@version': [1, 1.1] } };

/** Those two stand in the panel itself, with a deadline from the start, and the options in three collections. */
export const SINCE_1_2: IDisplayOptions = { hide: { '@version': [1, 1.1] } };

/** Before a tool of an AI agent one person is asked to approve or reject; nothing else ever runs the tool. */
export const IN_REVIEW: NonNullable<IDisplayOptions['hide']> = { '@tool': [true] };

/** An option for "Approve or Reject" only; in a review there is no response type. */
export const FOR_APPROVAL: IDisplayOptions = {
	hide: { '/responseType': ['choices', 'freeText'] },
};
