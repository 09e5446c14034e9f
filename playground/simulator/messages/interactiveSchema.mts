import { z } from 'zod';

import { headerDocument, httpUrl, nonEmpty, plainMedia, replyId } from '../whatsapp/limits.mts';

/** Interactive messages (M:messages/interactive-*). */

const header = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('text'), text: nonEmpty(60) }),
	z.strictObject({ type: z.literal('image'), image: plainMedia }),
	z.strictObject({ type: z.literal('video'), video: plainMedia }),
	z.strictObject({ type: z.literal('document'), document: headerDocument }),
]);
const textHeader = z.strictObject({ type: z.literal('text'), text: nonEmpty(60) });
const footer = z.strictObject({ text: nonEmpty(60) });
const body = (limit: number) => z.strictObject({ text: nonEmpty(limit) });

function firstRepeated(values: string[]): string | undefined {
	return values.find((value, index) => values.indexOf(value) !== index);
}

const replyButton = z.strictObject({
	type: z.literal('reply'),
	reply: z.strictObject({ id: replyId(256), title: nonEmpty(20) }),
});

const buttons = z
	.array(replyButton)
	.min(1)
	.max(3)
	.superRefine((list, context) => {
		const title = firstRepeated(list.map((button) => button.reply.title));
		const id = firstRepeated(list.map((button) => button.reply.id));
		if (title !== undefined) {
			context.addIssue({
				code: 'custom',
				message: `Duplicated title found in multiple buttons: ${title}`,
			});
		}
		if (id !== undefined) {
			context.addIssue({
				code: 'custom',
				message: `Duplicated id found in multiple buttons: ${id}`,
			});
		}
	});

const row = z.strictObject({
	id: replyId(200),
	title: nonEmpty(24),
	description: nonEmpty(72).optional(),
});

const sections = z
	.array(z.strictObject({ title: nonEmpty(24).optional(), rows: z.array(row).min(1).max(10) }))
	.min(1)
	.max(10)
	.superRefine((list, context) => {
		const rows = list.flatMap((section) => section.rows);
		const id = firstRepeated(rows.map((item) => item.id));
		if (rows.length > 10) {
			context.addIssue({ code: 'custom', message: 'Total row count exceed max allowed count: 10' });
		}
		if (id !== undefined) {
			context.addIssue({ code: 'custom', message: `Duplicated row id found: ${id}` });
		}
		if (list.length > 1 && list.some((section) => section.title === undefined)) {
			context.addIssue({ code: 'custom', message: 'Title is required for every section' });
		}
	});

const flowParameters = z
	.strictObject({
		flow_message_version: z.literal('3'),
		flow_id: nonEmpty(100).optional(),
		flow_name: nonEmpty(200).optional(),
		flow_cta: nonEmpty(30),
		flow_token: nonEmpty(1000).optional(),
		mode: z.enum(['draft', 'published']).optional(),
		flow_action: z.enum(['navigate', 'data_exchange']).optional(),
		flow_action_payload: z
			.strictObject({
				screen: nonEmpty(200).optional(),
				data: z
					.record(z.string(), z.unknown())
					.refine((data) => Object.keys(data).length > 0, { message: 'must not be empty' })
					.optional(),
			})
			.optional(),
	})
	.refine((flow) => (flow.flow_id === undefined) !== (flow.flow_name === undefined), {
		message: 'must have exactly one of flow_id and flow_name',
	})
	.refine(
		(flow) => flow.flow_action !== 'data_exchange' || flow.flow_action_payload === undefined,
		{ message: 'flow_action_payload goes with flow_action navigate only' },
	);

export const interactive = z.discriminatedUnion('type', [
	z.strictObject({
		type: z.literal('button'),
		header: header.optional(),
		body: body(1024),
		footer: footer.optional(),
		action: z.strictObject({ buttons }),
	}),
	z.strictObject({
		type: z.literal('list'),
		header: textHeader.optional(),
		body: body(4096),
		footer: footer.optional(),
		action: z.strictObject({ button: nonEmpty(20), sections }),
	}),
	z.strictObject({
		type: z.literal('cta_url'),
		header: header.optional(),
		body: body(1024),
		footer: footer.optional(),
		action: z.strictObject({
			name: z.literal('cta_url'),
			parameters: z.strictObject({ display_text: nonEmpty(20), url: httpUrl }),
		}),
	}),
	z.strictObject({
		type: z.literal('location_request_message'),
		body: body(1024),
		action: z.strictObject({ name: z.literal('send_location') }),
	}),
	z.strictObject({
		type: z.literal('flow'),
		header: header.optional(),
		body: body(1024),
		footer: footer.optional(),
		action: z.strictObject({ name: z.literal('flow'), parameters: flowParameters }),
	}),
]);

export type Interactive = z.infer<typeof interactive>;
