import type { INodeProperties } from 'n8n-workflow';
import { cardButtons } from './buttonFields';
import { examplesField, sampleField } from './partFields';

/** Cards with a picture or video each, which people swipe through. */
export const cardsField: INodeProperties = {
	displayName: 'Carousel Cards',
	name: 'cards',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Card',
	default: {},
	description:
		'For a carousel: 2 to 10 cards below the body, to swipe through. All are made alike; header, footer and other buttons are left out.',
	options: [
		{
			displayName: 'Card',
			name: 'card',
			values: [
				{
					displayName: 'Shows',
					name: 'format',
					type: 'options',
					options: [
						{ name: 'Image', value: 'image' },
						{ name: 'Video', value: 'video' },
					],
					default: 'image',
				},
				{ ...sampleField, name: 'sample' },
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. Fresh lemons, {{1}} a kilo this week.',
					description: 'Up to 160 characters. Variables begin at {{1}} on each card.',
				},
				examplesField,
				cardButtons,
			],
		},
	],
};
