import { randomInt } from 'node:crypto';
import { changed, type World } from '../world.mts';
import type { Template } from './template.mts';

type Submitted = Omit<Template, 'id' | 'quality_score' | 'rejected_reason'>;

/** Keeps a template that was submitted, as WhatsApp does whoever passed it on. */
export function keepTemplate(world: World, submitted: Submitted): Template {
	const template: Template = {
		id: String(randomInt(10 ** 13, 2 * 10 ** 13)),
		...submitted,
		quality_score: { score: 'UNKNOWN', date: Math.floor(world.clock.now() / 1000) },
		rejected_reason: 'NONE',
	};
	world.templates.push(template);
	changed(world);
	return template;
}
