import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { obligationItem } from '#libs/contracts/api';
import { stateWords } from '#libs/contracts/state-words';
import { workingDaysLeft } from '#libs/domain/calendar/calendar';
import type { WorkingCalendar } from '#libs/domain/calendar/calendar';
import { hasExemption } from '#libs/domain/exemption/exemption';
import { postsAsked } from '#libs/domain/unit-year/kinds';
import type { Duty } from '#libs/domain/unit-year/state';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { holdersOf, namesOf } from '#libs/store/queries/people';
import type { Sql } from '#libs/store/sql';
import { CycleViews } from '../cycles/cycle-view.ts';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';
import { exemptionOf } from './exemption-view.ts';

export type ObligationItem = z.output<typeof obligationItem>;

/** Obligations of any kind as lists show them, a page at a time: names and holders are looked up once for all. */
@Injectable()
export class ObligationItems {
  constructor(private readonly record: RecordAccess, private readonly cycles: CycleViews) {}

  async of(cycle: CycleNow, items: readonly ObligationFacts[]): Promise<ObligationItem[]> {
    const { sql } = this.record;
    const name = await namesOf(sql, items.map(({ detail }) => (hasExemption(detail) ? (detail.exemption?.by ?? null) : null)));
    const calendar = await this.cycles.calendarOf(cycle);
    const waitsFor = await holding(sql, items.map(({ detail }) => detail), cycle.day);
    return items.map((facts) => ({ ...itemOf(facts, name), ...daysOf(facts, calendar, cycle.day), waitsFor: waitsFor(facts.detail) }));
  }
}

/** Who has each of some duties in hand on a day, with one question for all. */
export async function holding(sql: Sql, duties: readonly Duty[], day: string): Promise<(duty: Duty) => ObligationItem['waitsFor']> {
  const holders = await holdersOf(sql, [...new Set(duties.flatMap(postsAsked))], day);
  return (duty) => postsAsked(duty).map((post) => ({ post, title: holders.get(post)?.title ?? post, person: holders.get(post)?.person ?? null }));
}

function daysOf({ dueOn, light }: ObligationFacts, calendar: WorkingCalendar, day: string): Pick<ObligationItem, 'workingDaysLeft' | 'workingDaysLate'> {
  const left = dueOn === null || light === 'done' || light === 'void' ? null : workingDaysLeft(calendar, day, dueOn);
  return { workingDaysLeft: left, workingDaysLate: light === 'late' && left !== null ? Math.abs(left) : null };
}

function itemOf({ id, unit, unitName, key, kind, period, status, light, opensAt, dueOn, dueAt, originalDueOn, seq, firstSubmittedAt, onTime, completeAt, detail }: ObligationFacts, name: (id: string) => string): Omit<ObligationItem, 'workingDaysLeft' | 'workingDaysLate' | 'waitsFor'> {
  return {
    obligation: id, unit, unitName, duty: key, kind, policy: detail.policy, period, title: detail.title, status, words: stateWords(status), light, opensAt: opensAt < '9999' ? opensAt : null, dueOn, dueAt, originalDueOn, seq,
    received: firstSubmittedAt !== null, onTime, complete: completeAt !== null,
    isNil: detail.kind === 'report' && (detail.submissions.at(-1)?.isNil ?? false), exemption: hasExemption(detail) ? exemptionOf(detail, name) : null,
  };
}
