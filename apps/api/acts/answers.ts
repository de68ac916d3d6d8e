import type { z } from 'zod';
import type { actAnswer } from '#libs/contracts/api';
import { isProblemCode, problems } from '#libs/contracts/problems';
import type { ActOutcome } from '#libs/contracts/record';
import type { Rejection } from '#libs/domain/decider';
import { Problem } from '../problem/problem.ts';

export type ActAnswer = z.output<typeof actAnswer>;

export const actAddress = (key: string): string => `/api/v1/acts/${key}`;

/**
 * What is said of an act, made from its recorded outcome alone: the first answer and every later one are the same.
 *
 * @throws Problem of the rejection, when its turn refused it
 */
export function answerOf(key: string, outcome: ActOutcome): ActAnswer {
  if (outcome.kind === 'refused') throw problemOfRejection(outcome.rejection);
  const { stream, seq, at, events, subject } = outcome;
  return { key, state: 'recorded', stream, seq, at, events, obligation: subject?.obligation ?? null, status: subject?.status ?? null, address: actAddress(key) };
}

export const pendingAnswer = (key: string, stream: string): ActAnswer =>
  ({ key, state: 'pending', stream, seq: null, at: null, events: [], obligation: null, status: null, address: actAddress(key) });

export function problemOfRejection({ rejected, facts, pointer }: Rejection): Problem {
  if (!isProblemCode(rejected)) return new Problem('internal', { id: rejected });
  const problem = new Problem(rejected, facts, problems[rejected].status === 503 ? { retryAfter: 2 } : {});
  if (pointer === undefined) return problem;
  return new Problem(rejected, facts, { errors: [{ pointer }] });
}
