import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../start/places.mjs';

const quickReply = z.strictObject({ type: z.literal('QUICK_REPLY'), text: z.string().max(25) });
const header = z.strictObject({
	type: z.literal('HEADER'),
	format: z.enum(['IMAGE', 'VIDEO', 'DOCUMENT']),
	example: z.strictObject({ header_handle: z.array(z.url()).length(1) }),
});
const exampleTemplate = z.strictObject({
	name: z.string().regex(/^[a-z0-9_]+$/),
	category: z.enum(['UTILITY', 'MARKETING']),
	languages: z.strictObject({
		en: translation(),
		es: translation(),
	}),
});

function translation() {
	return z.strictObject({
		header: header.optional(),
		body: z.string().max(1024),
		/** Of each variable, as WhatsApp asks for them when a template is submitted. */
		examples: z.record(z.string(), z.string().min(1)),
		footer: z.string().max(60).optional(),
		buttons: z.array(quickReply).optional(),
	});
}

/** A template that example workflows send, in each of their languages. */
export type ExampleTemplate = z.infer<typeof exampleTemplate>;

/** The files of workflows/templates. @throws when one is not as the example workflows need it */
export function readExampleTemplates(): ExampleTemplate[] {
	const folder = path.join(projectFolder, 'workflows', 'templates');
	return readdirSync(folder)
		.sort()
		.map((file) =>
			exampleTemplate.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
		);
}
