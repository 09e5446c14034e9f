// Packages that bring no types.
declare module 'gulp';
declare module '@n8n/scan-community-package/scanner/scanner.mjs';
