import { periodDates, workingDaysBefore } from '#libs/domain/calendar/calendar';
import { addDays } from '#libs/domain/time/instant';
import type { LocalDate } from '#libs/domain/time/instant';
import { reportDueOn } from '#libs/domain/report/plan';
import type { DutyPolicy, MeetingPolicy, ReportPolicy, Stage } from '#libs/contracts/policy';
import { findingAt, within } from '../place.ts';
import { callsOf } from './rule.ts';
import type { Checked, Rule } from './rule.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../place.ts';

/** The call that a duty begins with, where its date comes from the `due` rule. A letter's calls all count from their beginning. */
const mainCalls: Readonly<Record<DutyPolicy['kind'], string | null>> = { letter: null, report: 'report', plan: 'submit', meeting: 'record', extension: null, allocation: null, order: null, verification: null };

/** A date for every call: working days, or for the report itself its due rule, or for feedback the stages of the order; never both. */
export const terms: Rule = (checked) => callsOf(checked).flatMap(({ duty, name, call, at }) => {
  if (duty.kind === 'order' && name === 'feedback') {
    return call.withinWorkingDays === undefined ? []
      : [findingAt(within(at, 'withinWorkingDays'), 'termTwice', '反馈的期限由督办单所列阶段规定，不能再写工作日数', 'feedback is due by the stages of the order; working days do not apply')];
  }
  if (name === mainCalls[duty.kind]) {
    return call.withinWorkingDays === undefined ? []
      : [findingAt(within(at, 'withinWorkingDays'), 'termTwice', '这一项的期限由 due 规定，不能再写工作日数', 'it is due by the duty’s due rule; working days do not apply')];
  }
  return call.withinWorkingDays !== undefined ? []
    : [findingAt(at, 'termMissing', '缺少期限 withinWorkingDays', 'withinWorkingDays is missing: nothing says when this is due')];
});

/** No report is due before it can be filled in. */
export const dueAfterOpening: Rule = (checked) => reports(checked).flatMap(({ duty, at }) => {
  const early = datedPeriods(checked, duty).find(({ opensOn, dueOn }) => dueOn < opensOn);
  return early === undefined ? []
    : [findingAt(within(at, 'due'), 'dueBeforeOpening', `${early.name} 于 ${early.dueOn} 到期，早于开放填报的 ${early.opensOn}`, `${early.name} is due on ${early.dueOn}, before it opens on ${early.opensOn}`)];
});

/** Nobody is reminded of what cannot be done yet. Judged for each period of each year the calendars cover. */
export const stagesAfterOpening: Rule = (checked) => callsOf(checked).flatMap(({ duty, name, call }) => {
  const ladder = checked.layers.ladders.get(call.ladder);
  if (!ladder) return [];
  return ladder.value.flatMap((stage, i): Finding[] => {
    const place = within(ladder.at, i, 'when');
    if ((duty.kind === 'report' || duty.kind === 'meeting') && name === mainCalls[duty.kind]) return reminderBeforeOpening(checked, duty, stage, place);
    const days = call.withinWorkingDays;
    // On the day the call begins, a fixed slot may already be past when it begins.
    return typeof stage.when === 'number' && days !== undefined && -stage.when >= days && stage.when < 0
      ? [findingAt(place, 'stageBeforeOpening', `${duty.title.zh} 的期限只有${days}个工作日，阶段 ${stage.id} 早于其开始`, `${duty.id} ${name} has ${days} working days: the stage ${stage.id} comes before it begins`)]
      : [];
  });
});

function reminderBeforeOpening(checked: Checked, duty: ReportPolicy | MeetingPolicy, stage: Stage, place: Place): Finding[] {
  if (typeof stage.when !== 'number' || stage.when >= 0) return [];
  for (const { name, opensOn, dueOn } of datedPeriods(checked, duty)) {
    // Reporting opens at midnight, so a stage of the opening day itself comes after it.
    const on = workingDaysBefore(checked.calendar, dueOn, -stage.when);
    if (on < opensOn) {
      return [findingAt(place, 'stageBeforeOpening', `阶段 ${stage.id} 在 ${name} 落在 ${on}，早于开放填报的 ${opensOn}`, `the stage ${stage.id} falls on ${on} for ${name}, before reporting opens on ${opensOn}`)];
    }
  }
  return [];
}

/**
 * Two messages before a due date are enough, or fewer if the pack says so; the one that says "you may begin" counts, the one to whom a colleague hands
 * the paper does not: it answers an act.
 */
export const fewReminders: Rule = ({ layers }) => [...layers.ladders.values()].flatMap(({ value: stages, at }) => {
  const most = (layers.settings.get('reminders.mostBeforeDue')?.value.value as number | undefined) ?? 2;
  const before = stages.map((stage, i) => ({ stage, i })).filter(({ stage }) => stage.when === 'start' || (stage.when !== 'held' && stage.when <= 0));
  return before.slice(most, most + 1).map(({ i }) =>
    findingAt(within(at, i), 'tooManyReminders', `到期前自动提醒${before.length}次，最多${most}次`, `${before.length} automatic reminders before a due date; ${most} at most`));
});

/** A slot inside the quiet hours would never be kept. */
export const slotsAwake: Rule = (checked) => {
  const quiet = checked.layers.settings.get('quietHours')?.value;
  if (!quiet) return [];
  const { from, to } = quiet.value as { from: string; to: string };
  const isQuiet = (slot: string): boolean => (from > to ? slot >= from || slot < to : slot >= from && slot < to);
  const found: Finding[] = [];
  const judge = (slot: string | undefined, at: Place): void => {
    if (slot !== undefined && isQuiet(slot)) found.push(findingAt(at, 'slotInQuietHours', `${slot} 在免打扰时段 ${from}–${to} 内`, `${slot} lies in the quiet hours ${from}–${to}`));
  };
  const delivery = checked.layers.settings.get('deliverySlots');
  if (delivery) slots(checked).forEach((slot, i) => judge(slot, within(delivery.at, 'value', i)));
  for (const { value: stages, at } of checked.layers.ladders.values()) stages.forEach((stage, i) => judge(stage.slot, within(at, i, 'slot')));
  return found;
};

const slots = ({ layers }: Checked): string[] => (layers.settings.get('deliverySlots')?.value.value as string[] | undefined) ?? [];

const reports = ({ layers }: Checked): { duty: ReportPolicy; at: Place }[] =>
  [...layers.duties.values()].flatMap(({ value, at }) => (value.kind === 'report' ? [{ duty: value, at }] : []));

/** The duty's periods in the years we know, with their dates. One that is due beyond the last year cannot be judged yet. */
function datedPeriods({ calendar, calendarYears }: Checked, duty: ReportPolicy | MeetingPolicy): { name: string; opensOn: LocalDate; dueOn: LocalDate }[] {
  const lastDay = addDays(calendar.from, calendar.days.length - 1);
  return calendarYears.flatMap(({ year }) => duty.periods.flatMap((period) => {
    const { from, to } = periodDates(year, period);
    // Rolled forward, a date can only move further out: keep two weeks clear of the calendar's end.
    if (addDays(to, duty.due.daysAfterPeriod + 14) > lastDay) return [];
    return [{ name: `${year}-${period}`, opensOn: duty.kind === 'meeting' ? from : addDays(to, duty.opensDaysAfterPeriod), dueOn: reportDueOn(calendar, duty, to) }];
  }));
}
