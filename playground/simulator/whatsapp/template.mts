/** A message template as Graph lists it (M:templates/components). */

export type TemplateStatus =
	| 'APPROVED'
	| 'PENDING'
	| 'REJECTED'
	| 'PAUSED'
	| 'DISABLED'
	| 'IN_APPEAL'
	| 'PENDING_DELETION'
	| 'DELETED'
	| 'LIMIT_EXCEEDED'
	| 'ARCHIVED';

export interface TemplateButton {
	type: 'QUICK_REPLY' | 'URL' | 'COPY_CODE' | 'PHONE_NUMBER' | 'FLOW' | 'CATALOG';
	text: string;
	url?: string;
	phone_number?: string;
	flow_id?: number;
	flow_action?: 'NAVIGATE';
	example?: string | string[];
}

export type TemplateComponent =
	| {
			type: 'HEADER';
			format: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'LOCATION';
			text?: string;
			example?: Record<string, unknown>;
	  }
	| { type: 'BODY'; text: string; example?: Record<string, unknown> }
	| { type: 'FOOTER'; text: string }
	| { type: 'BUTTONS'; buttons: TemplateButton[] }
	| {
			type: 'LIMITED_TIME_OFFER';
			limited_time_offer: { text: string; has_expiration: boolean };
	  }
	| { type: 'CAROUSEL'; cards: Array<{ components: TemplateComponent[] }> };

export interface Template {
	id: string;
	name: string;
	language: string;
	status: TemplateStatus;
	category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
	parameter_format: 'NAMED' | 'POSITIONAL';
	components: TemplateComponent[];
	quality_score: { score: string; date: number };
	rejected_reason: string;
}

export function componentOf<T extends TemplateComponent['type']>(
	template: Template,
	type: T,
): Extract<TemplateComponent, { type: T }> | undefined {
	return template.components.find((component) => component.type === type) as
		| Extract<TemplateComponent, { type: T }>
		| undefined;
}

const MORE: readonly string[] = ['CAROUSEL', 'LIMITED_TIME_OFFER'];

/** Header, text and buttons that every provider's API has words for; the rest is Meta's own. */
export function isOrdinary(template: Template): boolean {
	const buttons = componentOf(template, 'BUTTONS')?.buttons ?? [];
	return (
		template.components.every(({ type }) => !MORE.includes(type)) &&
		buttons.every(({ type }) => type !== 'FLOW' && type !== 'CATALOG')
	);
}

/** The variables of a text in order, each once: `1`, `2` or names. */
export function variablesIn(text: string | undefined): string[] {
	const found = [...(text ?? '').matchAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g)];
	return [...new Set(found.map((match) => match[1] ?? ''))];
}

export function filled(text: string, values: Map<string, string>): string {
	return text.replace(
		/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g,
		(whole, name: string) => values.get(name) ?? whole,
	);
}

/** Some providers' variables have numbers only, in the order of the text. */
export function numbered(text: string): string {
	const names = variablesIn(text);
	return filled(text, new Map(names.map((name, index) => [name, `{{${index + 1}}}`])));
}
