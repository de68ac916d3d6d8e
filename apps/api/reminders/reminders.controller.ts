import { createHash } from 'node:crypto';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { remindedAll } from '#libs/contracts/api';
import { problemWords } from '#libs/contracts/problems';
import { routes } from '#libs/contracts/routes';
import { remindingCommands } from '#libs/domain/reminding/rules';
import type { HeldPost } from '#libs/domain/may';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { Scope } from '../scope/scope.ts';
import type { CycleNow } from '../scope/scope.ts';

type Reminded = z.output<typeof remindedAll>;
type One = Reminded['reminders'][number];

/** So many at once: each unit has a stream of its own, and an act takes some ten milliseconds. */
const atOnce = 8;

/** Reminders that a person gives, one by one or for a whole list, and telephone calls. */
@Controller()
export class RemindersController {
  constructor(private readonly acts: Acts, private readonly scope: Scope) {}

  @Handles('remindDuty')
  async remind(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit({ ...admission, body: { from: await this.nameOf(admission.cycle, admission.posts) } as never });
  }

  @Handles('logPhoneReminder')
  async phone(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  /** Each is an act of its own, with a key of its own made from the request's: a retry repeats nothing. */
  @Handles('remindAll')
  async remindAll(@Admitted() admission: Admission<'remindAll'>): Promise<Reminded> {
    const { obligations } = admission.body;
    const reminders: One[] = [];
    const open = [...obligations.entries()];
    const lane = async (): Promise<void> => {
      for (let next = open.shift(); next !== undefined; next = open.shift()) reminders[next[0]] = await this.remindOne(admission, next[1]);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, open.length) }, lane));
    return { reminders };
  }

  private async remindOne({ session, cycle, act, address, sight, realm, query }: Admission<'remindAll'>, { unit, duty }: { unit: string; duty: string }): Promise<One> {
    try {
      const place = { ...await this.scope.place(cycle, unit), department: null };
      const posts = await this.scope.mayAct(session.person, cycle.day, remindingCommands.remindDuty.who, place);
      const { state } = await this.acts.toUnit({
        name: 'remindDuty', route: routes.remindDuty, params: { unit, duty } as never, query, address, session, cycle, place, sight, realm, posts,
        body: { from: await this.nameOf(cycle, posts) } as never, act: actFor(act, `${unit}/${duty}`),
      });
      return { unit, duty, outcome: state, problem: null };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, facts, retryAfter } = error;
      return { unit, duty, outcome: retryAfter === undefined ? 'refused' : 'later', problem: { code, words: problemWords(code, facts) } };
    }
  }

  /** The unit that reminds, as its people call it. */
  private async nameOf(cycle: CycleNow, posts: readonly HeldPost[]): Promise<string> {
    return (await this.scope.place(cycle, posts[0]?.unit ?? cycle.root)).name;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash is of the whole request: the same key with another list is a mistake, for every item that is in both. */
const actFor = ({ key, bodyHash }: Admission['act'], item: string): Admission['act'] => ({ key: sha256(`${key} ${item}`), bodyHash: sha256(`${bodyHash} ${item}`), expected: null });
