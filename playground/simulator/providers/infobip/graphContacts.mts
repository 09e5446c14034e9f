import type { SendContent } from './sendSchema.mts';

/** Contact cards, in Meta's shape. */
export const contacts = ({ contacts: cards }: SendContent<'contact'>) => ({
	type: 'contacts',
	contacts: cards.map(({ name, ...rest }) => ({
		name: {
			formatted_name: name.formattedName,
			first_name: name.firstName,
			...(name.lastName && { last_name: name.lastName }),
		},
		...rest,
	})),
});
