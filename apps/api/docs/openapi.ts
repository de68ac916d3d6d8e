import { z } from 'zod';
import { actAnswer, documentContent, problem, spreadsheet } from '#libs/contracts/api';
import { documentTypes } from '#libs/contracts/document-types';
import { problems } from '#libs/contracts/problems';
import { routes, takesIfMatch } from '#libs/contracts/routes';
import type { Route } from '#libs/contracts/routes';
import { examplesWith } from './examples.ts';
import { summaries } from './summaries.ts';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
};

const media = (type: string, schema: Json): Json => ({ content: { [type]: { schema } } });
/** A document as it is. */
const bytes: Json = { content: Object.fromEntries(documentTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])) };
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const sheet: Json = media(sheetType, { type: 'string', format: 'binary' });
/** A file as the body, told by its content. */
const filesTaken: Partial<Record<keyof typeof routes, Json>> = { uploadDocument: bytes, ...Object.fromEntries(['previewImport', 'runImport', 'checkLedger', 'importLedger', 'importTreasury'].map((name) => [name, { content: { ...sheet['content'] as Json, 'text/csv': { schema: { type: 'string', format: 'binary' } } } }])) };
const problemAnswer = (description: string): Json => ({ description, ...media('application/problem+json', { $ref: '#/components/schemas/Problem' }) });

/**
 * The description of every route, made from the route table and its schemas.
 *
 * @param pack a pack's id for the example of a draft
 */
export function openApi(pack: string): Json {
  const examples = examplesWith(pack);
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = `/api/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name as keyof typeof routes, route, (examples as Record<string, object>)[name]) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '责任 zeren',
      version: '1',
      description: [
        '先用“登录”取得会话；此后页面自动带上 Cookie 与 X-CSRF-Token。每次办理须给一个新的 Idempotency-Key，重试时不变。',
        'Sign in first; cookie and CSRF token are then filled in by this page. Every act takes a new Idempotency-Key, and the same one when retried.',
      ].join('\n\n'),
    },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(summaries).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output'), ActAnswer: schemaOf(actAnswer, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zeren_session' } },
    },
  };
}

function operationOf(name: keyof typeof routes, route: Route, example: object | undefined): Json {
  const { tag, zh, en } = summaries[name];
  return {
    operationId: name,
    tags: [tag],
    summary: `${zh} · ${en}`,
    ...(route.sees === 'anyone' ? { security: [] } : { security: [{ session: [] }] }),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...headersOf(route)],
    ...(filesTaken[name] ? { requestBody: { required: true, ...filesTaken[name] } } : {}),
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input'), example } } } } : {}),
    responses: answersOf(route),
  };
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({ name, in: where, required: where === 'path' || required.includes(name), schema: property }));
}

function headersOf(route: Route): Json[] {
  const headers: Json[] = [];
  if (route.streams) {
    headers.push({
      name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string', pattern: '^\\d{1,15}$' },
      description: '已收到的最后编号，浏览器重连时自动带上 · the last number heard; a browser that reconnects sends it on its own',
    });
  }
  if (route.acts || route.actsForMany || route.path === '/imports') {
    headers.push({
      name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: '^[A-Za-z0-9._:-]{8,80}$' }, example: 'a-new-key',
      description: '每次办理一个新编号，重试时不变；本页把 a-new-key 换成新编号 · new for each act, the same when retried; this page puts a fresh one in place of a-new-key',
    });
  }
  if (takesIfMatch(route)) {
    headers.push({
      name: 'If-Match', in: 'header', required: false, schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
      description: '所读事项的 seq，带引号；读过之后情况已变的，不予办理（412 changedMeanwhile）· the seq of the duty as it was read, in quotes; refused (412 changedMeanwhile) if it has moved since',
    });
  }
  return headers;
}

function answersOf(route: Route): Json {
  const ok = route.acts ? { $ref: '#/components/schemas/ActAnswer' } : schemaOf(route.answer, 'output');
  const done = route.answer === documentContent ? bytes : route.answer === spreadsheet ? sheet : media(route.streams ? 'text/event-stream' : 'application/json', ok);
  const answers: Record<string, Json> = { 200: { description: route.acts ? '已记录 · recorded' : '完成 · done', ...done } };
  if (route.acts) {
    answers['202'] = { description: '已受理，尚未记录 · accepted, not recorded yet', headers: { Location: { schema: { type: 'string' } } }, ...media('application/json', ok) };
  }
  for (const status of statusesOf(route)) answers[status] = problemAnswer(codesOf(status, route));
  return answers;
}

function statusesOf(route: Route): number[] {
  const statuses = new Set<number>([503]);
  if (route.params || route.query || route.body) statuses.add(400);
  if (route.sees !== 'anyone') statuses.add(401);
  if (route.method !== 'GET' || route.sees === 'subtree') statuses.add(403);
  if (route.params) statuses.add(404);
  if (route.body || ['/documents', '/imports', '/imports/preview'].includes(route.path) || /\/money\/(ledger\/(check|import)|treasury)$/.test(route.path)) [413, 415].forEach((status) => statuses.add(status));
  if (route.streams) statuses.add(429);
  if (takesIfMatch(route)) statuses.add(412);
  if (route.acts) [409, 422].forEach((status) => statuses.add(status));
  if (route.path === '/session' && route.method === 'POST') [401, 429].forEach((status) => statuses.add(status));
  return [...statuses].sort();
}

/** The codes a caller may meet under a status; those of the rules only where a route acts. */
const codesOf = (status: number, route: Route): string =>
  Object.entries(problems).filter(([code, problemEntry]) => problemEntry.status === status && (route.acts !== undefined || !['notAllowed', 'streamBusy', 'streamCrowded', 'cycleBusy', 'clockMoved'].includes(code))).map(([code]) => code).join(', ');
