import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { contradiction, ledgerFigure } from '#libs/contracts/api-parts';
import type { PolicyPack } from '#libs/contracts/policy';
import { periodDates } from '#libs/domain/calendar/calendar';
import { contradicts, isExpenditureRate } from '#libs/domain/funds/ledger-indicator';
import { rateOf } from '#libs/domain/funds/expenditure';
import type { Report } from '#libs/domain/report/report';
import { earlier } from '#libs/domain/time/instant';
import { packOf } from '#libs/store/queries/cycles';
import { spendingBelow } from '#libs/store/queries/rates';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';
import { ledgerWords } from './rate-words.ts';
import { addUp, groupedBy, percent } from './spending.ts';

export type LedgerFigure = z.output<typeof ledgerFigure>;
export type Contradiction = z.output<typeof contradiction>;

interface Asking {
  unit: string;
  report: Report;
}

/** What the funds' lines say of the figures that reports take from them: of the unit and all below it, at the end of the period, or today. */
@Injectable()
export class LedgerFigures {
  constructor(private readonly record: RecordAccess) {}

  /** One list for each report, in their order; empty where it asks for no such figure, and before its period has begun. */
  async of(cycle: CycleNow, reports: readonly Asking[]): Promise<LedgerFigure[][]> {
    if (reports.length === 0) return [];
    const pack = await packOf(this.record.sql, cycle.packDigest);
    const known = pack.indicators.filter(isExpenditureRate);
    const asked = reports.map(({ unit, report }) => ({ unit, day: earlier(periodDates(cycle.year, report.period).to, cycle.day), from: periodDates(cycle.year, report.period).from, figures: report.asked.filter(({ indicator }) => known.some(({ id }) => id === indicator)) }));
    const days = groupedBy(asked.filter(({ figures, from }) => figures.length > 0 && from <= cycle.day), ({ day }) => day);
    const sums = new Map<string, ReturnType<typeof addUp>>();
    for (const [day, some] of days) {
      const facts = await spendingBelow(this.record.sql, cycle.id, [...new Set(some.map(({ unit }) => unit))], { day, today: cycle.day });
      for (const [unit, own] of groupedBy(facts, ({ of }) => of)) sums.set(`${unit} ${day}`, addUp(own));
    }
    const isWithout = withoutRetention(pack);
    return asked.map(({ unit, day, figures }) => figures.flatMap(({ indicator, name, measure }): LedgerFigure[] => {
      const sum = sums.get(`${unit} ${day}`);
      if (!sum || sum.received <= 0) return [];
      const rate = rateOf(sum.paid, isWithout ? sum.received - sum.retained : sum.received);
      return [{ indicator, name, measure, value: rate === null ? null : percent(rate), received: sum.received, paid: sum.paid, on: day, source: ledgerWords(isWithout) }];
    }));
  }
}

/** A figure of the last submission that is not what the lines say, rounded as it was written. */
export const contradictionsIn = ({ submissions }: Pick<Report, 'submissions'>, ledger: readonly LedgerFigure[]): Contradiction[] => {
  const last = submissions.at(-1);
  if (!last || last.isNil) return [];
  return ledger.flatMap(({ indicator, name, measure, value, on }) => {
    const reported = last.figures.find((one) => one.indicator === indicator)?.value;
    return reported === undefined || value === null || !contradicts(reported, value) ? []
      : [{ indicator, name, measure, reported, fromLedger: value, difference: Math.round((reported - value) * 100) / 100, on }];
  });
};

const withoutRetention = ({ settings: { funds } }: PolicyPack): boolean => funds?.rateShown?.value.includes('withoutRetention') ?? false;
