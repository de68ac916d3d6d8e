import { workingDaysBetween } from '#libs/domain/calendar/calendar';
import type { WorkingCalendar } from '#libs/domain/calendar/calendar';
import { addDays, dayNumber } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { useSay } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import { extensionWords as words } from './words.ts';

/**
 * How much later one date is than another: in days, and in working days by the year's own calendar where that reaches.
 *
 * @returns '' when it is not later, or no date yet
 */
export function useLater(): (from: string, to: string) => string {
  const say = useSay();
  const cycle = useCycle();
  const calendar = useRead('workingDays', { params: { cycle } }).data;
  return (from, to) => {
    const n = to === '' ? 0 : dayNumber(to) - dayNumber(from);
    if (n <= 0) return '';
    return calendar && reaches(calendar, from, to) ? say(words.laterWorked, { n, worked: workingDaysBetween(calendar, from, to) }) : say(words.later, { n });
  };
}

const reaches = ({ from: first, days }: WorkingCalendar, from: string, to: string): boolean => first <= from && to <= addDays(first, days.length - 1);
