import axios from 'axios';
import { FORM_LOGIN } from '../../../playground/workflows/playgroundCredential.mts';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import type { Stack } from '../stack.mts';

interface FormField {
	fieldLabel: string;
}

/** Hands a form of n8n in, as a browser does: fields by their labels, files as they are. */
export async function handIn(
	{ n8n }: Stack,
	{ nodes }: Workflow,
	values: Record<string, string | File>,
): Promise<void> {
	const form = nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger')!;
	const { values: fields } = form.parameters.formFields as { values: FormField[] };
	const body = new FormData();
	fields.forEach(({ fieldLabel }, index) => {
		const value = values[fieldLabel];
		if (value !== undefined) body.append(`field-${index}`, value);
	});
	const auth = { username: FORM_LOGIN.user, password: FORM_LOGIN.password };
	await axios.post(`${n8n.url}/form/${form.webhookId}`, body, { proxy: false, auth });
}
