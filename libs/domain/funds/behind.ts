import { nextSlot } from '../calendar/calendar.ts';
import type { Context, Happened, NoticePlan } from '../decider.ts';
import { addDays, endOfDay, instantFrom, millisOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { BehindUnit, FundsEvent } from './events.ts';
import { isBehind, measuredAt, rateOf, scheduledRate } from './expenditure.ts';
import type { BasisPoints, LineCurve } from './expenditure.ts';
import { spendingOf } from './flows.ts';
import type { FundsLine } from './line.ts';

/** The units of a line that are behind by the end of a day, each by what it has and since when. */
export function unitsBehind(line: FundsLine, curve: LineCurve, day: LocalDate): BehindUnit[] {
  return [...spendingOf(line, day)].flatMap(([unit, cohorts]): BehindUnit[] => {
    const measured = measuredAt(curve, day, cohorts);
    return isBehind(measured, curve.margin) ? [{ unit, base: measured.base, paid: measured.paid, scheduled: scheduledRate(measured) ?? 0, rate: rateOf(measured.paid, measured.base) ?? 0 }] : [];
  });
}

/** When a checkpoint is told: the first slot of a working day after it. */
const toldAt = ({ calendar }: FundsLine, { slots }: LineCurve, checkpoint: LocalDate): Instant =>
  nextSlot(calendar, slots, instantFrom(millisOf(endOfDay(checkpoint)) - 1));

/** Checkpoints that the line has not come past, the earliest first. */
function ahead(line: FundsLine): { curve: LineCurve; checkpoint: LocalDate; at: Instant }[] {
  const curve = line.about?.curve;
  if (!curve || line.status !== 'open') return [];
  // Where the calendar ends nobody can say which day is worked.
  const reach = addDays(line.calendar.from, line.calendar.days.length - 15);
  return curve.checkpoints.filter((checkpoint) => checkpoint < reach).map((checkpoint) => ({ curve, checkpoint, at: toldAt(line, curve, checkpoint) })).filter(({ at }) => at > line.now);
}

/** The next checkpoint at which somebody would be behind as things are; a line that keeps to its curve is never woken. */
export const deadline = (line: FundsLine): Instant | null => ahead(line).find(({ curve, checkpoint }) => unitsBehind(line, curve, checkpoint).length > 0)?.at ?? null;

/**
 * Who is behind at the checkpoints that have come. A line is past a checkpoint as soon as anything happens to it afterwards:
 * so each is told once, and what is entered later for a day before it is not told any more.
 */
export const tick = (line: FundsLine, { now }: Pick<Context, 'now'>): readonly FundsEvent[] => ahead(line).filter(({ at }) => at <= now).flatMap(({ curve, checkpoint }): FundsEvent[] => {
  const units = unitsBehind(line, curve, checkpoint);
  return units.length === 0 ? [] : [{ type: 'fellBehind', checkpoint, units }];
});

const percent = (points: BasisPoints): string => `${Math.floor(points / 100)}.${String(points % 100).padStart(2, '0')}%`;
const day = (date: LocalDate): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

/** Whoever keeps money at a unit that is behind is told, with the curve as its basis. */
export function notices({ about, route, calendar }: FundsLine, event: Happened<FundsEvent>): NoticePlan[] {
  if (event.type !== 'fellBehind' || !about?.curve) return [];
  const { curve, cycle, line, purpose, document } = about;
  const { checkpoint, units } = event;
  const at = nextSlot(calendar, curve.slots, instantFrom(millisOf(endOfDay(checkpoint)) - 1));
  // What is asked for is the next day of the curve: that one can still be met.
  const next = curve.checkpoints.find((one) => one > checkpoint) ?? checkpoint;
  return units.flatMap(({ unit, scheduled, rate }) => (curve.keepers[unit] ?? []).map((post): NoticePlan => {
    const [obligation, stage] = [`${cycle}/${unit}/curve-${line}`, `behind-${checkpoint}`];
    return {
      key: `${obligation}/${stage}/1/${post}`, obligation, stage, dating: 1, post, at: at > event.at ? at : event.at,
      content: {
        unit, unitName: route[unit]?.name ?? unit, title: `${purpose}（${document.number}）`, act: 'spend', stage: 'behindCurve',
        words: `到${day(checkpoint)}，按到账之日起的进度应支出${percent(scheduled)}，实际支出${percent(rate)}（送财政的申请和未到期质保金不计）`,
        dueOn: next, originalDueOn: next, basis: `${curve.name.zh}。${curve.basis.zh}`, link: `/cycles/${cycle.replaceAll('/', '-')}/funds/${line}`,
      },
    };
  }));
}
