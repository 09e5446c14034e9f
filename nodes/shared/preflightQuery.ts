/** With this in the query, a trigger says where it takes answers to, instead of a handshake. */
export const PREFLIGHT = 'whatsapp-business-preflight';
