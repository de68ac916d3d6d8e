import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { moneyCurve, rates } from '#libs/contracts/api-curves';
import { scheduledOn } from '#libs/domain/funds/expenditure';
import { periodDates } from '#libs/domain/calendar/calendar';
import { cursorOf, keyOf } from '#libs/store/queries/cursor';
import { packOf } from '#libs/store/queries/cycles';
import { spendingBy, spendingChanges, spendingOfLines, unitNames } from '#libs/store/queries/rates';
import type { SpendingFacts } from '#libs/store/queries/rates';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { ProjectRates } from './project-rates.ts';
import { addUp, curveShown, curvesFor, groupedBy, percent, ratesOf, rowOf } from './spending.ts';

type Rates = z.output<typeof rates>;
type Row = Rates['items'][number];
type Sums = ReturnType<typeof addUp>;

const months = Array.from({ length: 12 }, (_, n) => `M${String(n + 1).padStart(2, '0')}`);

/** How much was spent of what had come, against the curve, at any date. */
@Controller()
export class RatesController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly projects: ProjectRates) {}

  @Handles('moneyRates')
  async rates(@Admitted() { cycle, session, sight: whole, query: { by, on, under, source, behind, limit, cursor } }: Admission<'moneyRates'>): Promise<Rates> {
    const day = on ?? cycle.day;
    if (day > cycle.day) throw new Problem('dayInFuture', { on: day, today: cycle.day }, { errors: [{ pointer: '/on' }] });
    const sight = under === undefined ? whole : await this.scope.under(session.person, cycle, under);
    const pack = await packOf(this.record.sql, cycle.packDigest);
    const curves = curvesFor(pack, cycle.year);
    const head = { on: day, curve: curves.own && curveShown(curves.own, day), margin: percent(curves.margin) };
    const [after] = (keyOf(cursor, ['string']) ?? []) as [string?];
    const options = { sight, day, source };
    const rowsOf = (facts: readonly SpendingFacts[]): (Omit<Row, 'name'>)[] => [...groupedBy(facts, ({ of }) => of)].map(([of, some]) => ({ of, ...rowOf(some, day, curves) }))
      .filter(({ received, paid, coming, isBehind }) => (received !== 0 || paid !== 0 || coming !== 0) && (behind === undefined || isBehind));
    if (by === 'line') {
      const { lines, facts } = await spendingOfLines(this.record.sql, cycle.id, { ...options, after, limit: limit + 1 });
      const shown = new Map(lines.slice(0, limit).map(({ line, name }) => [line, name]));
      const items = rowsOf(facts).filter(({ of }) => shown.has(of)).sort((a, b) => (a.of < b.of ? -1 : 1)).map((row): Row => ({ ...row, name: both(shown.get(row.of) ?? null) }));
      return { ...head, items, next: lines.length > limit ? cursorOf([lines[limit - 1]?.line ?? '']) : null };
    }
    if (by === 'project') {
      const { facts, of, next } = await this.projects.of(cycle.id, { ...options, after, limit });
      return { ...head, items: rowsOf(facts).map((row): Row => ({ ...row, name: both(of.get(row.of)?.name ?? null), lines: of.get(row.of)?.lines ?? [] })), next: next === null ? null : cursorOf([next]) };
    }
    const all = rowsOf(await spendingBy(this.record.sql, cycle.id, by, options)).filter(({ of }) => after === undefined || of > after).sort((a, b) => (a.of < b.of ? -1 : 1));
    const page = all.slice(0, limit);
    const units = by === 'unit' || by === 'subtree' ? await unitNames(this.record.sql, page.map(({ of }) => of)) : new Map<string, string>();
    const nameOf = (of: string): Row['name'] => {
      if (by === 'source') return pack.settings.funds?.sources?.value.find(({ id }) => id === of)?.name ?? null;
      return by === 'level' ? pack.unitTypes.find(({ id }) => id === of)?.name ?? null : both(units.get(of) ?? null);
    };
    return { ...head, items: page.map((row) => ({ ...row, name: nameOf(row.of) })), next: all.length > limit ? cursorOf([page.at(-1)?.of ?? '']) : null };
  }

  @Handles('moneyCurve')
  async curve(@Admitted() { cycle, session, sight: whole, query: { unit, source, line } }: Admission<'moneyCurve'>): Promise<z.output<typeof moneyCurve>> {
    const { sql } = this.record;
    const today = cycle.day;
    const sight = unit === undefined ? whole : await this.scope.under(session.person, cycle, unit);
    if (line !== undefined && (await spendingOfLines(sql, cycle.id, { sight, day: today, line, limit: 1 })).lines.length === 0) throw new Problem('unknownLine', { line });
    const changes = await spendingChanges(sql, cycle.id, { sight, day: today, source, line });
    const curves = curvesFor(await packOf(sql, cycle.packDigest), cycle.year);
    // One curve is drawn: that of all the money shown, where it is one.
    const ids = [...new Set(changes.map((one) => one.curve))];
    const curve = (ids.length === 1 && ids[0] !== curves.own?.id ? curves.named.get(ids[0] ?? '') : undefined) ?? curves.own;
    const until = (day: string): Sums => addUp(changes.filter(({ on }) => (on.length === 7 ? on <= day.slice(0, 7) : on <= day)));
    const days = [...new Set([...months.map((month) => periodDates(cycle.year, month).to), ...(today >= `${cycle.year}-01-01` && today <= `${cycle.year}-12-31` ? [today] : [])])].sort();
    const { received, paid } = until(today);
    return {
      on: today, curve: curve && curveShown(curve, today), margin: percent(curves.margin), received, paid,
      points: days.map((day) => {
        const scheduled = curve ? percent(scheduledOn(curve, day)) : null;
        if (day > today) return { on: day, scheduled, received: null, paid: null, rateWith: null, rateWithout: null };
        const sums = until(day);
        return { on: day, scheduled, received: sums.received, paid: sums.paid, ...ratesOf(sums) };
      }),
    };
  }
}

const both = (name: string | null): Row['name'] => (name === null ? null : { zh: name, en: name });
