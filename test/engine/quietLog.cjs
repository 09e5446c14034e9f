// n8n's logger would print every failure that a test provokes.
process.env.N8N_LOG_LEVEL = 'silent';
