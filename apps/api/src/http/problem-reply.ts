import type { Problem } from '@krok/contracts/schemas';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ApiProblem, problems, type ProblemCode, type ProblemParts } from '../errors.ts';

export const problemType = 'application/problem+json; charset=utf-8';

/** Turns whatever a route, a plugin or Fastify throws into problem details (RFC 9457). */
export function answerProblems(app: FastifyInstance, translate: (error: unknown) => ApiProblem | undefined): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = error instanceof ApiProblem ? error : (translate(error) ?? ofFastify(error));
    if (problem.code === 'internal' || problem.code === 'unavailable')
      request.log.error({ err: error }, 'request failed');
    return sendProblem(request, reply, problem.code, problem.parts);
  });
}

/** An address that can't be read never reaches a hook, so that its answer brings its own protective headers. */
export function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply
    .header('content-security-policy', "default-src 'none'; script-src 'none'; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('x-request-id', request.id);
  sendProblem(request, reply, 'invalid-input', { detail: error.message });
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  parts: ProblemParts = {},
): FastifyReply {
  const { status, title } = problems[code];
  const body: Problem = {
    type: `urn:krok:problem:${code}`,
    title,
    status,
    code,
    requestId: request.id,
    ...(parts.detail !== undefined && { detail: parts.detail }),
    ...(parts.errors !== undefined && { errors: [...parts.errors] }),
    ...(parts.refusal !== undefined && { refusal: parts.refusal }),
    ...(parts.findings !== undefined && { findings: [...parts.findings] }),
  };
  if (parts.retryAfterSeconds !== undefined) reply.header('retry-after', String(parts.retryAfterSeconds));
  // Serialized here: the route's own response schemas are about its successes.
  return reply
    .code(status)
    .type(problemType)
    .header('cache-control', 'no-store')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body);
}

function ofFastify(error: FastifyError): ApiProblem {
  if (hasZodFastifySchemaValidationErrors(error)) return ofValidation(error);
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ApiProblem('unsupported-media-type');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ApiProblem('body-too-large');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new ApiProblem('malformed-body');
    default:
  }
  const status = error.statusCode ?? 500;
  if (status === 429) return new ApiProblem('too-many-requests');
  // 403: a folder of static files.
  if (status === 404 || status === 403) return new ApiProblem('not-found');
  // A body that is no JSON, a broken URL, a forbidden key such as __proto__.
  if (status >= 400 && status < 500) return new ApiProblem('malformed-body', { detail: error.message });
  return new ApiProblem('internal');
}

function ofValidation(error: {
  validation: readonly { instancePath: string; message?: string }[];
  validationContext?: string | undefined;
}): ApiProblem {
  // A path that can't be an identifier names nothing.
  if (error.validationContext === 'params') return new ApiProblem('not-found');
  return new ApiProblem('invalid-input', {
    detail:
      error.validationContext === 'querystring'
        ? 'See errors: names of query parameters.'
        : 'See errors: JSON pointers into the body.',
    errors: error.validation
      .slice(0, 50)
      .map(({ instancePath, message }) => ({ pointer: instancePath, detail: message ?? 'Not as expected' })),
  });
}
