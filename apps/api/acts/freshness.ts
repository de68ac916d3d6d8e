import { Injectable } from '@nestjs/common';
import { systemPerson } from '#libs/contracts/record';
import { unitYearStream } from '#libs/domain/policy/plan-unit-year';
import type { UnitYearEvent } from '#libs/domain/unit-year/events';
import { namesOf } from '#libs/store/queries/people';
import { dutyOf, lastEventOn, standingOfDuty } from '#libs/store/queries/standing-of-duty';
import { noticesOf } from '#libs/store/queries/story';
import { eventWords } from '../obligations/event-words.ts';
import { namesIn } from '../obligations/names-in.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';

/** A duty as the caller read it. */
export interface Reading {
  cycle: string;
  unit: string;
  duty: string;
  /** Its `seq` then. */
  seq: number;
}

/** In Asia/Shanghai, as an office writes it: 2026-01-05 09:00. */
const minuteOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Keeps a form that was opened a while ago from overwriting what was done since. */
@Injectable()
export class Freshness {
  constructor(private readonly record: RecordAccess) {}

  /**
   * Makes sure that a duty is as it was read. While the record is away nobody can say, and the act has to wait.
   *
   * @returns the seq of the stream's head at that moment; as long as it stands there, nothing has moved
   * @throws Problem changedMeanwhile, with who did what last, and when; unknownObligation
   */
  async headWhile({ cycle, unit, duty, seq }: Reading): Promise<number> {
    const obligation = `${cycle}/${unit}/${duty}`;
    const stream = unitYearStream(cycle, unit);
    const standing = await standingOfDuty(this.record.sql, stream, obligation);
    if (!standing) throw new Problem('unknownObligation', { unit, duty });
    if (standing.seq === seq) return standing.head;
    throw new Problem('changedMeanwhile', { seq: standing.seq, ...await this.lastDone(stream, obligation, duty, seq) });
  }

  private async lastDone(stream: string, obligation: string, duty: string, since: number): Promise<object> {
    const { sql } = this.record;
    const [event, detail] = [await lastEventOn(sql, stream, duty, since), await dutyOf(sql, obligation)];
    // The reader is ahead of the record: it read another one, put back since.
    if (!event || !detail) return { by: null, at: null, when: '—', what: { zh: '记录已恢复到较早的时刻', en: 'the record was put back to an earlier moment' } };
    const by = event.person === null || event.person === systemPerson ? null : (await namesOf(sql, [event.person]))(event.person);
    return { by, at: event.at, when: minuteOf(event.at), what: eventWords(event.body as unknown as UnitYearEvent, namesIn(detail, await noticesOf(sql, obligation))) };
  }
}
