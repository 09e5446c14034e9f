/** The key of the account's first number, and what its builder chose. All values are fictional. */
export const API_KEY = 'PlaygroundKey0123456789_AK';
export const WEBHOOK_SECRET = 'playground-webhook-secret';
export const HEADER_NAME = 'X-Webhook-Secret';
