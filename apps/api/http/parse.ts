import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { actHeaders, ifMatch } from '#libs/contracts/api';
import { takesIfMatch } from '#libs/contracts/routes';
import type { Route } from '#libs/contracts/routes';
import { canonical } from '#libs/store/journal';
import { Problem } from '../problem/problem.ts';
import type { FieldFault } from '../problem/problem.ts';

type Issue = z.core.$ZodIssue;

const [inChinese, inEnglish] = [z.locales.zhCN().localeError, z.locales.en().localeError];
const plain = (message: string | { message: string } | undefined | null): string => (typeof message === 'string' ? message : (message?.message ?? ''));
const isEmptyText = ({ code, origin, minimum }: { code?: string; origin?: unknown; minimum?: unknown }): boolean => code === 'too_small' && origin === 'string' && minimum === 1;
/** What a schema finds wrong, in both languages. */
const bothWords: z.core.$ZodErrorMap = (issue) => (isEmptyText(issue) ? '不能为空 · must not be empty' : `${plain(inChinese(issue))} · ${plain(inEnglish(issue))}`);

const pointer = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step).slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** One fault a field: an unknown key is named itself, not the object that holds it. */
const faultsOf = (issue: Issue): FieldFault[] => (issue.code === 'unrecognized_keys'
  ? issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), detail: '没有这一项 · there is no such field' }))
  : [{ pointer: pointer(issue.path) || '/', detail: issue.message }]);

/**
 * Reads one part of a request by its schema.
 *
 * @throws Problem invalid, with a JSON pointer for each field at fault
 */
export function parsePart<T>(schema: z.ZodType<T> | undefined, given: unknown): T | undefined {
  if (!schema) return undefined;
  const read = schema.safeParse(given, { error: bothWords });
  if (read.success) return read.data;
  const errors = read.error.issues.flatMap(faultsOf).slice(0, 50);
  throw new Problem('invalid', { fields: errors.map((fault) => fault.pointer) }, { errors });
}

/** A body of JSON, or none at all, which counts as empty. */
export function bodyOf(request: Request): unknown {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && !request.is('application/json')) throw new Problem('notJson');
  return request.body === undefined || !hasBody ? {} : (request.body as unknown);
}

/** @throws Problem idempotencyKeyMissing, idempotencyKeyInvalid */
export function keyOfAct(request: Request): string {
  if (request.headers['idempotency-key'] === undefined) throw new Problem('idempotencyKeyMissing');
  const read = actHeaders.safeParse(request.headers);
  if (!read.success) throw new Problem('idempotencyKeyInvalid');
  return read.data['idempotency-key'];
}

/**
 * The `seq` at which the duty was read, where the caller asks that it has not moved since.
 *
 * @throws Problem ifMatchInvalid, also where the route is not about a duty that exists
 */
export function expectedSeqOf(request: Request, route: Route): number | null {
  const given = request.headers['if-match'];
  if (given === undefined) return null;
  const read = ifMatch.safeParse(given);
  if (!read.success || !takesIfMatch(route)) throw new Problem('ifMatchInvalid');
  return Number(read.data.slice(1, -1));
}

/** SHA-256 over method, path and body as canonical JSON: the same act, however its JSON was laid out. */
export function bodyHashOf(request: Request, body: unknown): string {
  let text: string;
  try {
    text = canonical(body);
  } catch {
    // Half a surrogate pair is no text that could be stored or hashed.
    throw new Problem('malformedJson');
  }
  return createHash('sha256').update(`${request.method}\n${request.path}\n${text}`).digest('hex');
}
