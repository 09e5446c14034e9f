import type { Problem } from '../../whatsapp/limits/problem';
import type { Template, TemplateMessage } from '../../whatsapp/messages';
import { mediaPlace } from '../../whatsapp/template';
import type { ApprovalState } from '../state';
import { mediaAbove } from './above';

/**
 * What does not fit between the top of a template and what stands above the question. A template without a
 * place for it is taken where it only stands in for the buttons: then the question goes without.
 */
export function mediaProblem(
	template: Template,
	{ above, sendAs }: Pick<ApprovalState, 'above' | 'sendAs'>,
): Problem | undefined {
	const { name, header } = template;
	if (mediaPlace(template) === undefined) {
		return above !== undefined && sendAs === 'template'
			? {
					message: `The template "${name}" has no place for the ${above.type} that is to stand above the question`,
					hint: `Choose a template with a header of the kind ${above.type}, or "Nothing" in "Above the Question"`,
				}
			: undefined;
	}
	const format = header?.format ?? 'file';
	if (above === undefined) {
		return {
			message: `The template "${name}" needs a file for its header of the kind ${format}`,
			hint: 'Choose the file in "Above the Question", or another template',
		};
	}
	return format === above.type
		? undefined
		: {
				message: `The template "${name}" has a header of the kind ${format}, and a file of the kind ${above.type} is to stand above the question`,
				hint: `Choose a template with a header of the kind ${above.type}, or one without a header`,
			};
}

/** What stands above the question, in the variables of the template's header. */
export function mediaValues(
	template: Template,
	state: Pick<ApprovalState, 'above'>,
): TemplateMessage['values'] {
	const place = mediaPlace(template);
	const media = mediaAbove(state);
	if (place === undefined || media === undefined) return {};
	const named = template.variables.find(
		({ kind, card }) => kind === 'filename' && card === undefined,
	);
	return {
		[place.id]: 'link' in media ? media.link : media.id,
		...(named && media.filename !== undefined ? { [named.id]: media.filename } : {}),
	};
}
