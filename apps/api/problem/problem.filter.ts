import { randomUUID } from 'node:crypto';
import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { logger } from '#libs/platform/log';
import { CursorInvalid } from '#libs/store/queries/cursor';
import { isRecordAway } from '../scope/record-access.ts';
import { Problem, problemBody } from './problem.ts';
import type { Language } from './problem.ts';

const log = logger('api');

/** The largest body a route takes; a year's longest report is a tenth of it. */
export const bodyLimit = '256kb';

export const languageOf = (request: Request): Language => (request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

/** Everything that goes wrong leaves as application/problem+json, in zh-CN unless English is asked for. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(http.getRequest<Request>(), http.getResponse<Response>(), error);
  }
}

export function sendProblem(request: Request, response: Response, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = problemOf(error, request);
  const language = languageOf(request);
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
  response.status(problem.status).setHeader('Content-Language', language === 'en' ? 'en' : 'zh-CN');
  response.type('application/problem+json').send(JSON.stringify(problemBody(problem, language)));
}

function problemOf(error: unknown, request: Request): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CursorInvalid) return new Problem('cursorInvalid', {}, { errors: [{ pointer: '/cursor', detail: error.message }] });
  if (isRecordAway(error)) return new Problem('recordUnavailable', {}, { retryAfter: 5 });
  const ofParser = problemOfParser(((error as Error | undefined)?.cause as { type?: unknown } | undefined)?.type);
  if (ofParser) return ofParser;
  if (error instanceof HttpException) {
    if (error.getStatus() === 404) return new Problem('unknownRoute', { method: request.method, path: request.path });
    if (error.getStatus() < 500) return new Problem('badRequest');
  }
  const id = randomUUID();
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  log.error({ id, method: request.method, path: request.path, message, stack }, 'unexpected');
  return new Problem('internal', { id });
}

/** What Express's body parser says of a body it cannot read; Nest wraps it and keeps it as the cause. */
function problemOfParser(type: unknown): Problem | null {
  if (typeof type !== 'string') return null;
  if (type === 'entity.parse.failed') return new Problem('malformedJson');
  if (type === 'entity.too.large') return new Problem('bodyTooLarge', { limit: bodyLimit });
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return new Problem('notJson');
  return type.startsWith('entity.') || type.startsWith('request.') ? new Problem('badRequest') : null;
}
