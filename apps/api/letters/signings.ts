import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ceremony } from '#libs/contracts/api';
import { problemWords } from '#libs/contracts/problems';
import { whoMay } from '#libs/domain/unit-year/kinds';
import { canonical } from '#libs/store/journal';
import { personOn, uploadsOf } from '#libs/store/queries/documents';
import { obligationOf } from '#libs/store/queries/obligations';
import type { ActAnswer } from '../acts/answers.ts';
import { Acts } from '../acts/perform.ts';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess, isRecordAway } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';

type Registering = Admission<'registerSigning'>;
type Ceremony = Admission<'registerCeremony'>;
type Item = Ceremony['body']['items'][number];
type Outcome = z.output<typeof ceremony>['outcomes'][number];

/** Letters of a ceremony that are registered at a time: each is a stream of its own. */
const atOnce = 6;

/** Letters signed on paper, registered one by one or a whole ceremony in one pass. */
@Injectable()
export class Signings {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts) {}

  /**
   * Registers one; the rule needs to know who held the posts on the day of the signature.
   *
   * @throws Problem documentUnknown when nobody brought the scan for the unit, and what the rule rejects
   */
  async register(admission: Registering): Promise<ActAnswer> {
    const known = await this.acts.known(admission);
    if (known) return known;
    const { cycle, params, body } = admission;
    const { sql } = this.record;
    if (!(await uploadsOf(sql, body.document)).some(({ unit }) => unit === params.unit)) throw new Problem('documentUnknown', {}, { errors: [{ pointer: '/document' }] });
    const letter = (await obligationOf(sql, cycle.id, params.unit, params.duty, cycle.now))?.detail;
    const posts = letter?.kind === 'letter' ? ['sign', 'countersign'].flatMap((call) => letter.calls[call]?.posts ?? []) : [];
    const held = await Promise.all(posts.map(async (post) => [post, await personOn(sql, post, body.signedOn)] as const));
    const holders = Object.fromEntries(held.filter(([, person]) => person !== null));
    return this.acts.toUnit({ ...admission, body: { ...body, holders } } as unknown as Admission);
  }

  /** Registers each letter as an act of its own: one that is refused holds up no other, and a retry repeats nothing. */
  async registerAll(admission: Ceremony): Promise<Outcome[]> {
    const { items } = admission.body;
    const outcomes: Outcome[] = [];
    for (let from = 0; from < items.length; from += atOnce) {
      outcomes.push(...await Promise.all(items.slice(from, from + atOnce).map((item) => this.outcomeOf(admission, item))));
    }
    return outcomes;
  }

  private async outcomeOf(admission: Ceremony, { unit, duty, ...paper }: Item): Promise<Outcome> {
    const body = { signedOn: admission.body.signedOn, ...paper };
    const act = actOfItem(admission, unit, duty, body);
    const said = { unit, duty, key: act.key };
    try {
      const place = await this.scope.place(admission.cycle, unit);
      const posts = await this.scope.mayAct(admission.session.person, admission.cycle.day, whoMay('registerSigning'), place);
      const { state, status } = await this.register({ ...admission, place, posts, act, params: { ...admission.params, unit, duty }, body } as unknown as Registering);
      return { ...said, state, status, problem: null };
    } catch (error) {
      const problem = isRecordAway(error) ? new Problem('recordUnavailable', {}, { retryAfter: 5 }) : error;
      if (!(problem instanceof Problem)) throw error;
      const { code, facts, status, errors } = problem;
      return { ...said, state: 'refused', status: null, problem: { code, status, words: problemWords(code, facts), pointers: (errors ?? []).map(({ pointer }) => pointer) } };
    }
  }
}

/** The key of one letter in a ceremony, made from the request's own: the same request sent again asks for the same acts. */
function actOfItem({ act, cycle }: Ceremony, unit: string, duty: string, body: object): Admission['act'] {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  return { key: `ceremony:${hash(`${act.key}\n${unit}/${duty}`).slice(0, 48)}`, bodyHash: hash(`registerSigning\n${cycle.id}/${unit}/${duty}\n${canonical(body)}`), expected: null };
}
