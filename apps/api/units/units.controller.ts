import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { account, treeUnit } from '#libs/contracts/api';
import { lights } from '#libs/domain/light';
import type { Light } from '#libs/domain/light';
import { unitYearStream } from '#libs/domain/policy/streams';
import type { Duty } from '#libs/domain/unit-year/state';
import { dutiesAtOnce, dutiesOfUnit } from '#libs/store/queries/obligations';
import { namesOf } from '#libs/store/queries/people';
import { endOfYear } from '#libs/store/queries/story';
import { dutiesOf, lightsBelow, unitsOf } from '#libs/store/queries/tree';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';

type TreeUnit = z.output<typeof treeUnit>;

@Controller()
export class UnitsController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope) {}

  /** Without `under`: the units at the top of what one may see. */
  @Handles('tree')
  async tree(@Admitted() { cycle, session, sight, query }: Admission<'tree'>): Promise<{ items: TreeUnit[]; next: string | null; now: string; parent: string | null }> {
    const parent = query.under ?? null;
    if (parent !== null) await this.scope.maySee(session.person, cycle, await this.scope.place(cycle, parent));
    const { sql } = this.record;
    const { items, next } = await unitsOf(sql, { under: parent, sight, limit: query.limit, cursor: query.cursor });
    const duties = await dutiesOf(sql, cycle.id, items.map((unit) => unit.id), cycle.now);
    const below = await lightsBelow(sql, cycle.id, items, cycle.day, cycle.now);
    return {
      items: items.map(({ path: _path, ...unit }) => ({
        ...unit,
        duties: (duties.get(unit.id) ?? []).slice(0, 60).map(({ unit: _unit, ...duty }) => duty),
        below: { ...noLights, ...below.get(unit.id) },
      })),
      next, now: cycle.now, parent,
    };
  }

  /** The duties of a unit as they ended, or stand, up to so many; and how all of them add up. */
  @Handles('account')
  async account(@Admitted() { cycle, place }: Admission<'account'>): Promise<z.output<typeof account>> {
    const { sql } = this.record;
    const facts = await dutiesOfUnit(sql, cycle.id, place.unit, cycle.now);
    let totals = totalsOf(facts);
    for (let last = facts; last.length === dutiesAtOnce;) {
      last = await dutiesOfUnit(sql, cycle.id, place.unit, cycle.now, last.at(-1)?.key);
      totals = both(totals, totalsOf(last));
    }
    const name = await namesOf(sql, facts.flatMap(({ detail }) => detail.explanations.map(({ by }) => by)));
    const end = await endOfYear(sql, unitYearStream(cycle.id, place.unit));
    return {
      unit: place.unit, unitName: place.name, superior: place.superior, now: cycle.now, isFinal: end !== null, endedAt: end?.at ?? null, reason: end?.reason ?? null, totals,
      duties: facts.map(({ key, kind, status, light, originalDueOn, firstSubmittedAt, onTime, completeAt, detail }) => ({
        duty: key, kind, title: detail.title, status, light, originalDueOn, dueOn: mainDate(detail), firstSubmittedAt, onTime, completeAt,
        escalations: detail.reached.length, explanations: detail.explanations.map((one) => ({ ...one, by: name(one.by) })),
      })),
    };
  }
}

/** The date that decides whether a duty was in time: the one its original stands for, as it was moved. */
const mainDate = ({ datings, originalDueOn }: Duty): string | null => Object.values(datings)[0]?.dueOn ?? originalDueOn;
const wasMoved = (duty: Duty): boolean => duty.originalDueOn !== null && mainDate(duty) !== duty.originalDueOn;
const sum = (parts: readonly boolean[]): number => parts.filter(Boolean).length;

type Totals = z.output<typeof account>['totals'];
const totalsOf = (facts: Awaited<ReturnType<typeof dutiesOfUnit>>): Totals => ({
  duties: facts.length, done: sum(facts.map(({ light }) => light === 'done')), onTime: sum(facts.map(({ onTime }) => onTime === true)), late: sum(facts.map(({ onTime, light }) => onTime === false || light === 'late')),
  lapsed: sum(facts.map(({ status }) => status === 'lapsed')), open: sum(facts.map(({ light }) => ['notYet', 'onTrack', 'near', 'late', 'waiting'].includes(light))),
  escalations: facts.reduce((total, { detail }) => total + detail.reached.length, 0), moved: sum(facts.map(({ detail }) => wasMoved(detail))), explained: sum(facts.map(({ detail }) => detail.explanations.length > 0)),
});
const both = (one: Totals, other: Totals): Totals => Object.fromEntries(Object.entries(one).map(([what, n]) => [what, n + other[what as keyof Totals]])) as Totals;

export const noLights = Object.fromEntries(lights.map((light) => [light, 0])) as Record<Light, number>;
