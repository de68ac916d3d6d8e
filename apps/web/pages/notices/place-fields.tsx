import { useRead } from '../../base/api.ts';
import { DateField, TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import { Days } from './days.tsx';
import { noticeDialogWords as words } from './words.ts';

/** Where a notice is up, and from when to when; `to` is the last of the days that are set until somebody says another day. */
export interface TypedPlace { where: string; from: string; to: string }

export const placeOf = ({ where, from, to }: TypedPlace, until: string | null): { where: string; from: string; to: string } => ({ where: where.trim(), from, to: to === '' ? until ?? '' : to });

/** The days of a notice that is posted on a day, as they are set. */
export function useNoticeDays(from: string) {
  const cycle = useCycle();
  return useRead('noticeDays', { params: { cycle }, query: { from } }, { when: from !== '' }).data;
}

export function PlaceFields({ value, onChange, today, faults }: { value: TypedPlace; onChange: (place: TypedPlace) => void; today: string; faults: ReadonlyMap<string, Pair | string> }) {
  const say = useSay();
  const set = useNoticeDays(value.from);
  return (
    <>
      <TextField label={say(words.where)} hint={say(words.whereHint)} maxLength={120} value={value.where} error={faults.get('/where')} onChange={(where) => onChange({ ...value, where })} />
      <DateField label={say(words.from)} max={today} value={value.from} error={faults.get('/from')} onChange={(from) => onChange({ ...value, from, to: '' })} />
      <DateField label={say(words.to)} {...(set?.until ? { min: set.until, hint: say(words.toHint, { date: say.date(set.until) }) } : {})} value={value.to === '' ? set?.until ?? '' : value.to} error={faults.get('/to')} onChange={(to) => onChange({ ...value, to })} />
      {set && set.days.length > 0 && <Days days={set.days} setDays={set.setDays} today={today} />}
    </>
  );
}
