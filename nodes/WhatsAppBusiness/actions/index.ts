import { messageAnalytics } from './analytics/messages.operation';
import { pricingAnalytics } from './analytics/pricing.operation';
import { templateAnalytics } from './analytics/templates.operation';
import { deleteMedia } from './media/delete.operation';
import { downloadMedia } from './media/download.operation';
import { uploadMedia } from './media/upload.operation';
import { markRead } from './message/markRead.operation';
import { requestAddress } from './message/requestAddress.operation';
import { requestCallPermission } from './message/requestCallPermission.operation';
import { requestContactInfo } from './message/requestContactInfo.operation';
import { requestLocation } from './message/requestLocation.operation';
import { sendCatalog } from './message/sendCatalog.operation';
import { sendContacts } from './message/sendContacts.operation';
import { sendFlow } from './message/sendFlow.operation';
import { sendLinkButton } from './message/sendLinkButton.operation';
import { sendList } from './message/sendList.operation';
import { sendLocation } from './message/sendLocation.operation';
import { sendMedia } from './message/sendMedia.operation';
import { sendProduct } from './message/sendProduct.operation';
import { sendProductList } from './message/sendProductList.operation';
import { sendReaction } from './message/sendReaction.operation';
import { sendReplyButtons } from './message/sendReplyButtons.operation';
import { sendTemplate } from './message/sendTemplate.operation';
import { sendText } from './message/sendText.operation';
import type { Operation } from './operation';
import { blockPerson } from './person/block.operation';
import { getManyBlocked } from './person/getManyBlocked.operation';
import { unblockPerson } from './person/unblock.operation';
import { check } from './setup/check.operation';
import { liveCheck } from './setup/liveCheck.operation';
import { liveCheckReport } from './setup/liveCheckReport.operation';
import { createTemplate } from './template/create.operation';
import { createFromLibrary } from './template/createFromLibrary.operation';
import { deleteTemplate } from './template/delete.operation';
import { editTemplate } from './template/edit.operation';
import { getTemplate } from './template/get.operation';
import { getManyTemplates } from './template/getMany.operation';
import { searchLibrary } from './template/searchLibrary.operation';

/** What the operations are about, in the order of the dropdown; each with its usual operation. */
export const resources = [
	{ name: 'Analytics', value: 'analytics', usual: 'messages' },
	{ name: 'Media', value: 'media', usual: 'upload' },
	{ name: 'Message', value: 'message', usual: 'sendTemplate' },
	{ name: 'Person', value: 'person', usual: 'block' },
	{ name: 'Setup', value: 'setup', usual: 'check' },
	{ name: 'Template', value: 'template', usual: 'getMany' },
] as const;

/** Every operation of the node, in the order of the dropdowns. */
export const operations: readonly Operation[] = [
	markRead,
	requestAddress,
	requestCallPermission,
	requestContactInfo,
	requestLocation,
	sendCatalog,
	sendContacts,
	sendFlow,
	sendLinkButton,
	sendList,
	sendLocation,
	sendMedia,
	sendProduct,
	sendProductList,
	sendReaction,
	sendReplyButtons,
	sendTemplate,
	sendText,
	check,
	liveCheck,
	liveCheckReport,
	messageAnalytics,
	pricingAnalytics,
	templateAnalytics,
	deleteMedia,
	downloadMedia,
	uploadMedia,
	blockPerson,
	getManyBlocked,
	unblockPerson,
	createTemplate,
	createFromLibrary,
	deleteTemplate,
	editTemplate,
	getTemplate,
	getManyTemplates,
	searchLibrary,
];

/** The operation of a node's parameters; undefined for one of a newer version. */
export const operationNamed = (resource: string, value: string): Operation | undefined =>
	operations.find((one) => one.resource === resource && one.value === value);
