import { useState } from 'react';
import { holidayNotice } from '#libs/contracts/api';
import { weekday } from '#libs/domain/time/instant';
import { Button } from '../../base/button.tsx';
import { faultsOf, noFaults } from '../../base/faults.ts';
import type { Faults } from '../../base/faults.ts';
import { ChoiceField, fieldStyles, TextArea, TextField } from '../../base/field.tsx';
import { Empty, Note } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { YearDrawing } from '../../base/year-drawing.tsx';
import type { DrawnDay } from '../../base/year-drawing.tsx';
import { useFunctions } from '../../shell/cycle.ts';
import { CalendarPreview } from './calendar-preview.tsx';
import { readNotice, toggleHoliday } from './notice-text.ts';
import type { NoticeHoliday } from './notice-text.ts';
import type { PartProps } from './year.tsx';
import { noticeWords as words, yearWords } from './words.ts';
import styles from './year.module.css';

export interface Notice { year: number; source: string; holidays: NoticeHoliday[]; workedWeekendDays: string[] }
const isWeekend = (day: string): boolean => weekday(day) === 0 || weekday(day) === 6;

/** An official holiday notice laid over the year's calendar: entered, looked at, confirmed. */
export default function Calendar({ view }: PartProps) {
  const say = useSay();
  const { can } = useFunctions();
  const [notice, setNotice] = useState<Notice>({ year: Number(/(\d{4})p/.exec(view.calendar)?.[1] ?? view.year + 1), source: '', holidays: [], workedWeekendDays: [] });
  const [isLooking, look] = useState(false);
  const [faults, setFaults] = useState<Faults>(noFaults);
  if (view.status !== 'open') return <Empty><p>{say(yearWords.onlyOpen)}</p></Empty>;
  if (!can('administrator')) return <Empty><p>{say(yearWords.onlyAdministrator)}</p></Empty>;
  const set = (part: Partial<Notice>): void => { setNotice({ ...notice, ...part }); look(false); };
  const { year, source, holidays, workedWeekendDays: worked } = notice;
  const pick = (day: string): void => {
    const isHoliday = holidays.some(({ from, to }) => from <= day && day <= to);
    if (isWeekend(day) && !isHoliday) set({ workedWeekendDays: worked.includes(day) ? worked.filter((one) => one !== day) : [...worked, day].sort() });
    else set({ holidays: toggleHoliday(holidays, day, say(words.ownHoliday)) });
  };
  const dayOf = (day: string): DrawnDay => {
    const holiday = holidays.find(({ from, to }) => from <= day && day <= to);
    const isWorkedWeekend = worked.includes(day);
    return { isOff: holiday !== undefined || (isWeekend(day) && !isWorkedWeekend), isWorkedWeekend, says: holiday ? [holiday.name] : [] };
  };
  const begin = (): void => {
    const found = faultsOf(holidayNotice, notice);
    setFaults(found);
    look(found.size === 0);
  };
  return (
    <>
      <p className={styles['lead']}>{say(words.lead)}</p>
      <form className={`card ${styles['form']} ${styles['wide']}`} noValidate onSubmit={(event) => { event.preventDefault(); begin(); }}>
        <Paste year={year} onRead={set} />
        <div className={styles['fields']}>
          <ChoiceField label={say(words.year)} error={faults.get('/year')} value={String(year)} options={[...new Set([view.year, view.year + 1, year])].sort().map((one) => ({ value: String(one), label: String(one) }))} onChange={(chosen) => set({ year: Number(chosen) })} />
          <TextField label={say(words.source)} hint={say(words.sourceHint)} error={faults.get('/source')} value={source} maxLength={200} onChange={(typed) => set({ source: typed })} />
        </div>
        <p className="small">{say(words.clickHint)}</p>
        <YearDrawing year={year} dayOf={dayOf} onPick={pick} label={say(words.holidays)} />
        <Holidays holidays={holidays} fault={faults.has('/holidays')} onChange={(changed) => set({ holidays: changed })} year={year} />
        {worked.length > 0 && <p>{say(words.worked)}{say({ zh: '：', en: ': ' })}{worked.map((day) => say.date(day)).join(say.language === 'zh' ? '、' : ', ')}</p>}
        {!isLooking && <p><Button type="submit" kind="primary">{say(yearWords.preview)}</Button></p>}
      </form>
      {isLooking && <CalendarPreview cycle={view.slug} notice={notice} onDone={() => look(false)} />}
    </>
  );
}

function Paste({ year, onRead }: { year: number; onRead: (found: Partial<Notice>) => void }) {
  const say = useSay();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ holidays: number; worked: number } | null>(null);
  const read = (): void => {
    const notice = readNotice(text, year);
    setFound({ holidays: notice.holidays.length, worked: notice.workedWeekendDays.length });
    if (notice.holidays.length > 0) onRead({ ...(notice.year === null ? {} : { year: notice.year }), ...(notice.source === null ? {} : { source: notice.source }), holidays: notice.holidays, workedWeekendDays: notice.workedWeekendDays });
  };
  return (
    <div className={styles['paste']}>
      <TextArea label={say(words.paste)} hint={say(words.pasteHint)} rows={3} maxLength={20_000} value={text} onChange={setText} />
      <p className={styles['row']}><Button onClick={read} disabled={text.trim() === ''}>{say(words.read)}</Button></p>
      {found && <Note kind={found.holidays > 0 ? 'done' : 'near'}>{found.holidays > 0 ? say(words.found, found) : say(words.notFound)}</Note>}
    </div>
  );
}

function Holidays({ holidays, fault, year, onChange }: { holidays: NoticeHoliday[]; fault: boolean; year: number; onChange: (holidays: NoticeHoliday[]) => void }) {
  const say = useSay();
  const put = (n: number, part: Partial<NoticeHoliday>): void => onChange(holidays.map((one, index) => (index === n ? { ...one, ...part } : one)));
  return (
    <fieldset className={styles['holidays']}>
      <legend>{say(words.holidays)}</legend>
      {fault && <p className="late">{say(words.notFound)}</p>}
      {holidays.map((holiday, n) => (
        <div key={n}>
          <input className={fieldStyles['input']} aria-label={say(words.name)} value={holiday.name} maxLength={20} onChange={({ target }) => put(n, { name: target.value })} />
          <input className={fieldStyles['input']} aria-label={say(words.from)} type="date" value={holiday.from} onChange={({ target }) => put(n, { from: target.value })} />
          <input className={fieldStyles['input']} aria-label={say(words.to)} type="date" value={holiday.to} onChange={({ target }) => put(n, { to: target.value })} />
          <Button kind="quiet" aria-label={say(words.remove, { name: holiday.name })} onClick={() => onChange(holidays.filter((_, index) => index !== n))}>{say(words.removeShort)}</Button>
        </div>
      ))}
      <p><Button onClick={() => onChange([...holidays, { name: '', from: `${year}-01-01`, to: `${year}-01-01` }])}>{say(words.add)}</Button></p>
    </fieldset>
  );
}
