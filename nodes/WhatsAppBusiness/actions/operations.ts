import { sendList } from './message/sendList.operation';
import { sendMedia } from './message/sendMedia.operation';
import { sendReplyButtons } from './message/sendReplyButtons.operation';
import { sendTemplate } from './message/sendTemplate.operation';
import { sendText } from './message/sendText.operation';
import type { Operation } from './operation';

/** What the operations are about, in the order of the dropdown; each with its usual operation. */
export const resources = [{ name: 'Message', value: 'message', usual: 'sendTemplate' }] as const;

/** Every operation of the node, in the order of the dropdowns. */
export const operations: readonly Operation[] = [
	sendList,
	sendMedia,
	sendReplyButtons,
	sendTemplate,
	sendText,
];

/** The operation of a node's parameters; undefined for one of a newer version. */
export const operationNamed = (resource: string, value: string): Operation | undefined =>
	operations.find((one) => one.resource === resource && one.value === value);
