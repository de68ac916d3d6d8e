import { weekday } from '#libs/domain/time/instant';
import { useRead } from '../base/api.ts';
import { useSay } from '../base/say.ts';
import { useCycle } from './cycle.ts';
import { weekendWords as words } from './weekend-words.ts';

const isWeekend = (date: string): boolean => [0, 6].includes(weekday(date));

/** Stands behind a due date that falls on a weekend day on which people work, by the year's calendar: it is no mistake. */
export function WorkedWeekend({ date }: { date: string }) {
  const say = useSay();
  const pack = useRead('cycle', { params: { cycle: useCycle() } }).data?.pack;
  const calendar = useRead('calendar', { params: { year: Number(date.slice(0, 4)) }, query: { pack: pack ?? '' } }, { when: isWeekend(date) && pack !== undefined }).data;
  return calendar?.workedWeekendDays.includes(date) ? <>{say(words.worked)}</> : null;
}
