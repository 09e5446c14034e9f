import type { Request, Response } from 'express';
import type { z } from 'zod';

export function refuse(response: Response, status: number, error: string): void {
	response.status(status).json({ error });
}

/** The request's body in its schema's shape, or null after an answer that says what is wrong. */
export function parsed<T extends z.ZodType>(
	schema: T,
	request: Request,
	response: Response,
): z.output<T> | null {
	const result = schema.safeParse(request.body ?? {});
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	refuse(response, 400, `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
	return null;
}
