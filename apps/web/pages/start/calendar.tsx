import { Segmented } from 'antd';
import { useState } from 'react';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Note, Outline, RefusalNote, Shown } from '../../base/notice.tsx';
import { groupBy } from '../../base/group.ts';
import { useSay } from '../../base/say.ts';
import { YearDrawing } from '../../base/year-drawing.tsx';
import { calendarWords as words } from './calendar-words.ts';
import type { StepProps } from './start.tsx';
import styles from './start.module.css';

type Duty = AnswerOf<'datesOfYear'>['duties'][number];
interface Due { date: string | null; duty: Duty; units: number; isProvisional: boolean }

const duesOf = (duties: readonly Duty[]): Due[] => duties
  .flatMap((duty): Due[] => (duty.dates.length === 0 ? [{ date: null, duty, units: duty.units, isProvisional: false }] : duty.dates.map(({ dueOn, units, isProvisional }) => ({ date: dueOn, duty, units, isProvisional }))))
  .sort((a, b) => ((a.date ?? '9') < (b.date ?? '9') ? -1 : (a.date ?? '9') > (b.date ?? '9') ? 1 : 0));

/** The year drawn: days off, worked weekends, what is provisional, and every due date with its basis. */
export default function Calendar({ view }: StepProps) {
  const say = useSay();
  const dates = useRead('datesOfYear', { params: { cycle: view.slug } });
  return <Shown of={dates} lines={8}>{({ duties, provisionalFrom }) => {
    const dues = duesOf(duties);
    const provisional = dues.filter(({ isProvisional }) => isProvisional).length;
    return (
      <>
        <p className={styles['lead']}>{say(words.lead, { n: dues.filter(({ date }) => date !== null).length })}</p>
        {provisionalFrom !== null && <Note kind="near">{say(words.provisional, { year: provisionalFrom.slice(0, 4), n: provisional })}</Note>}
        <Drawn view={view} dues={dues} />
        <h2>{say(words.table)}</h2>
        <Dues dues={dues} />
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

function Dues({ dues }: { dues: readonly Due[] }) {
  const say = useSay();
  return (
    <div className={`card ${styles['scroll']}`} tabIndex={0} role="region" aria-label={say(words.table)}>
      <table className={styles['table']}>
        <thead><tr><th scope="col">{say(words.due)}</th><th scope="col">{say(words.duty)}</th><th scope="col" className="number">{say(words.units)}</th><th scope="col">{say(words.basis)}</th></tr></thead>
        <tbody>{dues.map(({ date, duty, units, isProvisional }) => (
          <tr key={`${duty.duty} ${date ?? ''} ${duty.basis.zh}`}>
            <th scope="row">{date === null ? <span className="small">{say(words.later)}</span> : say.fullDate(date)} {isProvisional && <span className="near small">{say(words.isProvisional)}</span>}</th>
            <td>{say(duty.title)}</td><td className="number">{units}</td><td className="small">{say(duty.basis)}<br />{say(duty.dueBasis)}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}
