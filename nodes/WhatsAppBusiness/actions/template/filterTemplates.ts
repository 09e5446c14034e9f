import type { Template } from '../../../whatsapp/messages';

export interface TemplateFilters {
	category?: string;
	language?: string;
	name?: string;
	status?: string;
}

/** Is it one of those asked for? An empty filter asks for all. */
export function matches(template: Template, filters: TemplateFilters): boolean {
	const same = (wanted: string | undefined, value: string) =>
		!wanted?.trim() || value.toLowerCase() === wanted.trim().toLowerCase();
	return (
		same(filters.category, template.category) &&
		same(filters.language, template.language) &&
		same(filters.status, template.status) &&
		template.name.toLowerCase().includes((filters.name ?? '').trim().toLowerCase())
	);
}
