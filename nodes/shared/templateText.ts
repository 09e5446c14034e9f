/** The variables of a template's text in order, each once: numbers, or names. */
export function variablesIn(text: string): string[] {
	return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]))];
}
