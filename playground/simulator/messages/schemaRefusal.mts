import type { z } from 'zod';

import type { GraphRefusal } from '../whatsapp/refusal.mts';
import { invalidParameter, messagingRefusal } from '../whatsapp/refusal.mts';

type Issue = z.core.$ZodIssue;

/** Graph writes nested parameters as `template['components'][0]`. */
export function paramPath(path: PropertyKey[]): string {
	return path
		.map((part, position) => {
			if (position === 0) return String(part);
			return typeof part === 'number' ? `[${part}]` : `['${String(part)}']`;
		})
		.join('');
}

function isMissing(issue: Issue): boolean {
	return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
}

/** One schema complaint in Meta's codes: unknown keys 100, absent 131008, everything else 131009. */
export function schemaRefusal(error: z.ZodError): GraphRefusal {
	const [issue] = error.issues;
	if (!issue) return invalidParameter('Invalid parameter');
	const param = paramPath(issue.path);
	if (issue.code === 'unrecognized_keys') {
		return invalidParameter(`Unexpected key "${issue.keys[0]}" on param "${param || 'body'}"`);
	}
	if (issue.path[0] === 'messaging_product') {
		return invalidParameter('The parameter messaging_product is required.');
	}
	if (param === 'type') {
		return invalidParameter(`Param type must be one of the supported message types.`);
	}
	if (isMissing(issue)) {
		return messagingRefusal(131008, `Parameter '${param}' is mandatory`);
	}
	if (issue.code === 'too_big' && issue.path[0] !== 'interactive' && issue.origin === 'string') {
		return invalidParameter(`Param ${param} must be at most ${issue.maximum} characters long.`);
	}
	return messagingRefusal(131009, `${param}: ${issue.message}`);
}
