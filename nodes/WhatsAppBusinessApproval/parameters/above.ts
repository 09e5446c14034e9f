import type { IExecuteFunctions } from 'n8n-workflow';
import { defined } from '../../core/json';
import { configurationError } from '../../n8n/errors';
import { readText } from '../../n8n/readText';
import type { Provider } from '../../providers/provider';
import { encodedLink } from '../../whatsapp/encodedLinks';
import { checkFile, fileType } from '../../whatsapp/fileLimits';
import { type Problem, publicLink, unless } from '../../whatsapp/limits/problem';
import { isHumanReview } from '../output/humanReview';
import type { AboveQuestion, ApprovalState } from '../state';

/** What the question is besides. */
type Question = Pick<ApprovalState, 'question' | 'header' | 'choices' | 'sendAs'>;

/** As people are told. */
const WORDS: Readonly<Record<AboveQuestion['type'], string>> = {
	image: 'picture',
	video: 'video',
	document: 'document',
};

const INSTEAD =
	'Choose "Nothing" in "Above the Question", and give a link in "Message" if people need to see it';

/**
 * What is to stand above the question; a file of the item is not read yet.
 *
 * @returns undefined for nothing
 * @throws NodeOperationError for what could not stand there, so that nobody is asked
 */
export function readAbove(
	context: IExecuteFunctions,
	item: number,
	provider: Provider,
	question: Question,
): AboveQuestion | undefined {
	const type = context.getNodeParameter('above', item, 'nothing') as
		| AboveQuestion['type']
		| 'nothing';
	if (type === 'nothing') return undefined;
	const text = (name: string) => readText(context, name, item).trim();
	const fromItem = text('mediaSource') === 'binary';
	const above: AboveQuestion = defined({
		type,
		link: fromItem ? undefined : encodedLink(text('link')),
		field: fromItem ? text('binaryPropertyName') || 'data' : undefined,
		// Left over from a document it says nothing.
		filename: (type === 'document' && text('filename')) || undefined,
	});
	const problem = isHumanReview(context.getNode())
		? {
				message: `Before a tool of an AI agent the question is text only, and here a ${WORDS[type]} is to stand above it`,
				hint: 'Choose "Nothing" in "Above the Question"',
			}
		: aboveProblem(above, question, provider);
	if (problem === undefined) return above;
	throw configurationError(
		context.getNode(),
		`${problem.message}, so nobody was asked`,
		problem.hint,
	);
}

/** Why this cannot stand above the question, as far as the node's fields tell. */
export function aboveProblem(
	above: AboveQuestion,
	question: Question,
	provider: Provider,
): Problem | undefined {
	return (
		fileProblem(above, provider) ??
		// Whether the template has a place for it is looked at with the template.
		(question.sendAs === 'template' ? undefined : placeProblem(above, question, provider))
	);
}

function fileProblem(
	{ type, link }: AboveQuestion,
	{ name, media }: Provider,
): Problem | undefined {
	if (link === undefined) {
		return unless(
			media !== undefined,
			`${name} takes a ${WORDS[type]} by public link only, not as a file of the item`,
			'Choose "Link" in "Source", and let a node before this one put the file where it has a public address',
		);
	}
	const broken = publicLink(link);
	if (broken) return { ...broken, hint: `${broken.hint} in "Link"` };
	const [path] = link.split(/[?#]/);
	const mimeType = fileType('', path);
	if (mimeType === '') return undefined;
	const checked = checkFile({ mimeType, size: 1, animated: false }, type);
	return checked.ok
		? undefined
		: {
				message: `"${link}" is no ${WORDS[type]} that WhatsApp takes`,
				hint: `${checked.hint}. Choose what it is in "Above the Question", or correct "Link"`,
			};
}

/** Buttons have a place for it, a list has none; where people write, the question stands below it. */
function placeProblem(
	{ type }: AboveQuestion,
	{ question, header, choices }: Question,
	{ name, supports: { buttons, media } }: Provider,
): Problem | undefined {
	if (header !== undefined) {
		return {
			message: `A ${WORDS[type]} and the option "Header" are both to stand above the question`,
			hint: 'WhatsApp shows one of the two: remove "Header", or choose "Nothing" in "Above the Question"',
		};
	}
	if (choices.length > 0) {
		return (
			unless(
				choices.length <= (buttons?.count ?? 0),
				`${choices.length} choices are shown as a list, and WhatsApp shows no ${WORDS[type]} above a list`,
				`Give up to ${buttons?.count ?? 0} choices, which are shown as buttons. Or: ${INSTEAD}`,
			) ??
			unless(
				buttons?.headerMedia === true,
				`${name} shows no ${WORDS[type]} above buttons`,
				`${INSTEAD}. A template with a ${WORDS[type]} at its top can be sent with "Send As" Template Only`,
			)
		);
	}
	return (
		unless(
			media?.types.includes(type) === true && !media.uncaptioned?.includes(type),
			`${name} sends no ${WORDS[type]} together with a text`,
			INSTEAD,
		) ??
		unless(
			question.length <= media!.caption,
			`With a ${WORDS[type]} above it "Message" may have at most ${media!.caption} characters, and it has ${question.length}`,
			'Shorten "Message"',
		)
	);
}
