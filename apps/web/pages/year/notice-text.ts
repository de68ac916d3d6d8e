import { addDays, isLocalDate } from '#libs/domain/time/instant';
import { noticeText as text } from './notice-text-words.ts';

export interface NoticeHoliday { name: string; from: string; to: string }
export interface ReadNotice {
  year: number | null;
  source: string | null;
  holidays: NoticeHoliday[];
  workedWeekendDays: string[];
}

/**
 * Reads the dates out of the text of a holiday notice. What it cannot read it leaves out: a person checks it against the
 * notice, and the calendar refuses what contradicts itself.
 *
 * @param year of the dates, unless the text names one
 */
export function readNotice(pasted: string, year: number): ReadNotice {
  const named = text.year.exec(pasted)?.[1];
  const of = named === undefined ? year : Number(named);
  const date = (month: string, day: string): string => `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const holidays: NoticeHoliday[] = [];
  const worked = new Set<string>();
  for (const section of pasted.split(text.section)) {
    const said = section.replace(text.aside, '');
    const name = text.name.exec(said)?.[1]?.trim();
    const spell = text.holiday.exec(said);
    if (name !== undefined && spell) {
      const [, month = '', day = '', toMonth = month, toDay = day] = spell;
      const [from, to] = [date(month, day), date(toMonth, toDay)];
      if (isLocalDate(from) && isLocalDate(to) && from <= to) holidays.push({ name, from, to });
    }
    for (const [, before = ''] of said.matchAll(text.worked)) for (const [, month = '', day = ''] of before.matchAll(text.day)) if (isLocalDate(date(month, day))) worked.add(date(month, day));
  }
  return { year: named === undefined ? null : of, source: text.number.exec(pasted)?.[0]?.replace(/\s/g, '') ?? null, holidays, workedWeekendDays: [...worked].sort() };
}

/** A day clicked: a day off begins or ends where it stood, joined to its neighbours. */
export function toggleHoliday(holidays: readonly NoticeHoliday[], day: string, name: string): NoticeHoliday[] {
  const holding = holidays.find(({ from, to }) => from <= day && day <= to);
  if (holding) {
    const rest = [{ ...holding, to: addDays(day, -1) }, { ...holding, from: addDays(day, 1) }].filter(({ from, to }) => from <= to);
    return holidays.flatMap((one) => (one === holding ? rest : [one]));
  }
  const before = holidays.find(({ to }) => to === addDays(day, -1));
  const after = holidays.find(({ from }) => from === addDays(day, 1));
  const grown = { name: before?.name ?? after?.name ?? name, from: before?.from ?? day, to: after?.to ?? day };
  return [...holidays.filter((one) => one !== before && one !== after), grown].sort((a, b) => (a.from < b.from ? -1 : 1));
}
