import { sendList } from './message/sendList.operation';
import { sendMedia } from './message/sendMedia.operation';
import { sendReplyButtons } from './message/sendReplyButtons.operation';
import { sendTemplate } from './message/sendTemplate.operation';
import { sendText } from './message/sendText.operation';
import type { Operation } from './operation';

/** Every operation of the node, in the order of the dropdown. */
export const operations: readonly Operation[] = [
	sendList,
	sendMedia,
	sendReplyButtons,
	sendTemplate,
	sendText,
];
