import { Segmented } from 'antd';
import { useState } from 'react';
import { useRead } from '../../base/api.ts';
import { Note, Outline, RefusalNote, Shown } from '../../base/notice.tsx';
import { groupBy } from '../../base/group.ts';
import { useSay } from '../../base/say.ts';
import { YearDrawing } from '../../base/year-drawing.tsx';
import { calendarWords as words } from './calendar-words.ts';
import { DueDates, noChanges } from './due-dates.tsx';
import type { Changes, Due, Duty } from './due-dates.tsx';
import type { StepProps } from './start.tsx';
import styles from './start.module.css';

/** What falls due when, in that order: by the dates changed and not laid out yet too. */
const duesOf = (duties: readonly Duty[], changes: Changes, provisionalFrom: string | null): Due[] => duties
  .flatMap((duty): Due[] => {
    const [changed, set] = [changes.get(duty.duty), duty.set];
    const dueOn = changed === null ? set?.byRule : changed?.dueOn;
    if (duty.dates.length === 0) return [{ date: null, duty, units: duty.units, isProvisional: false }];
    if (dueOn) return [{ date: dueOn, duty, units: duty.units, isProvisional: provisionalFrom !== null && dueOn >= provisionalFrom }];
    return duty.dates.map((one) => ({ date: one.dueOn, duty, units: one.units, isProvisional: one.isProvisional }));
  })
  .sort((a, b) => ((a.date ?? '9') < (b.date ?? '9') ? -1 : (a.date ?? '9') > (b.date ?? '9') ? 1 : 0));

/** The year drawn: days off, worked weekends, what is provisional, and every due date with its basis. */
export default function Calendar({ view }: StepProps) {
  const say = useSay();
  const dates = useRead('datesOfYear', { params: { cycle: view.slug } });
  const [changes, setChanges] = useState<Changes>(noChanges);
  return <Shown of={dates} lines={8}>{({ duties, provisionalFrom }) => {
    const dues = duesOf(duties, changes, provisionalFrom);
    // A date half typed is no place to put its row: rows stay where they are until the year is laid out anew.
    const rows = duesOf(duties, noChanges, provisionalFrom);
    const provisional = dues.filter(({ isProvisional }) => isProvisional).length;
    return (
      <>
        <p className={styles['lead']}>{say(words.lead, { n: dues.filter(({ date }) => date !== null).length })}</p>
        {provisionalFrom !== null && <Note kind="near">{say(words.provisional, { year: provisionalFrom.slice(0, 4), n: provisional })}</Note>}
        <Drawn view={view} dues={dues} />
        <h2>{say(words.table)}</h2>
        <p className={styles['lead']}>{say(words.adjust)}</p>
        <DueDates view={view} dues={rows} changes={changes} onChange={setChanges} />
      </>
    );
  }}</Shown>;
}

/** The year's months, and those of the year after into which its last dates fall. */
function Drawn({ view, dues }: StepProps & { dues: readonly Due[] }) {
  const say = useSay();
  const last = Number(dues.findLast(({ date }) => date !== null)?.date?.slice(0, 4) ?? view.year);
  const years = [...new Set([view.year, last])];
  const [year, setYear] = useState(view.year);
  const calendar = useRead('calendar', { params: { year }, query: { pack: view.pack } });
  const off = new Set(calendar.data?.daysOff);
  const worked = new Set(calendar.data?.workedWeekendDays);
  const byDay = groupBy(dues, ({ date }) => date ?? '');
  if (calendar.error) return <RefusalNote refusal={calendar.error} onRetry={() => void calendar.refetch()} />;
  if (!calendar.data) return <Outline lines={8} />;
  const { standing, source, workingDays, holidays } = calendar.data;
  return (
    <section className={`card ${styles['drawing']}`}>
      {years.length > 1 && <Segmented aria-label={say(words.which)} value={year} onChange={setYear} options={years.map((one) => ({ value: one, label: say(words.year, { year: one }) }))} />}
      <p className="small">{say(words.source, { year, source, days: workingDays })}</p>
      <YearDrawing year={year} label={say(words.drawing, { year })} dayOf={(day) => {
        const due = byDay.get(day) ?? [];
        const holiday = holidays.find(({ from, to }) => from <= day && day <= to)?.name;
        return {
          isOff: off.has(day), isWorkedWeekend: worked.has(day), isProvisional: standing === 'provisional', marks: due.length,
          says: [...(holiday === undefined ? [] : [holiday]), ...due.map(({ duty, units }) => say(words.dueSaid, { duty: say(duty.title), n: units }))],
        };
      }} />
    </section>
  );
}
