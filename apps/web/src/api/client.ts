import { problem, type Problem } from '@krok/contracts/schemas';
import { z } from 'zod';

/** An answer of the API that is not a success. `code` is one of docs/errors.md, or `offline` where nothing answered. */
export class ApiError extends Error {
  readonly code: string;
  readonly problem: Problem | undefined;

  constructor(code: string, found?: Problem) {
    super(found?.detail ?? found?.title ?? code);
    this.name = 'ApiError';
    this.code = code;
    this.problem = found;
  }
}

let sessionEnded: () => void = () => {};

/** Tells of every answer that says that nobody is signed in any more. */
export function onSessionEnded(tell: () => void): void {
  sessionEnded = tell;
}

export function getJson<T extends z.ZodType>(path: string, schema: T, signal?: AbortSignal): Promise<z.infer<T>> {
  return call(path, schema, signal ? { signal } : {});
}

export function postJson<T extends z.ZodType>(path: string, schema: T, body?: unknown): Promise<z.infer<T>> {
  return call(path, schema, {
    method: 'POST',
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
}

/** Puts a whole state in the place of the former one. */
export function putJson<T extends z.ZodType>(path: string, schema: T, body: unknown): Promise<z.infer<T>> {
  return call(path, schema, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

export function deleteJson(path: string): Promise<undefined> {
  return call(path, z.undefined(), { method: 'DELETE' });
}

/** Changes only what is given. */
export function patchJson<T extends z.ZodType>(path: string, schema: T, body: unknown): Promise<z.infer<T>> {
  return call(path, schema, {
    method: 'PATCH',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

/** Sends a file as it is. */
export function postFile<T extends z.ZodType>(path: string, schema: T, file: Blob, type: string): Promise<z.infer<T>> {
  return call(path, schema, { method: 'POST', body: file, headers: { 'content-type': type } });
}

/** Path of the API: each part is encoded, absent query values are left out. */
export function path(
  parts: readonly string[],
  query: Readonly<Record<string, string | number | boolean | undefined>> = {},
): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') found.set(name, String(value));
  const suffix = found.size > 0 ? `?${found}` : '';
  return `/api/${parts.map(encodeURIComponent).join('/')}${suffix}`;
}

async function call<T extends z.ZodType>(url: string, schema: T, init: RequestInit): Promise<z.infer<T>> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError('offline');
  }
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return schema.parse(body);
  const found = problem.safeParse(body);
  if (found.data?.code === 'not-signed-in') sessionEnded();
  throw found.success ? new ApiError(found.data.code, found.data) : new ApiError('internal');
}
