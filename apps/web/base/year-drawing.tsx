import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { addDays, weekday } from '#libs/domain/time/instant';
import { useSay } from './say.ts';
import { drawingWords as words } from './year-drawing-words.ts';
import styles from './year-drawing.module.css';

/** What a day is, to be drawn. */
export interface DrawnDay {
  isOff: boolean;
  /** It rests on holidays that are not announced yet. */
  isProvisional?: boolean;
  /** A weekend day on which people work. */
  isWorkedWeekend?: boolean;
  /** How many due dates fall on it. */
  marks?: number;
  /** What is said of it: the holiday, the due dates. */
  says?: readonly string[];
}

const monthsOf = (year: number): string[] => Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, '0')}`);
const daysOf = (month: string): string[] => {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
};
/** Monday first. */
const column = (day: string): number => (weekday(day) + 6) % 7;
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A year as twelve small months. One day at a time has the focus, moved by the arrow keys; what is said of it stands below. */
export function YearDrawing({ year, dayOf, onPick, label }: { year: number; dayOf: (day: string) => DrawnDay; onPick?: (day: string) => void; label: string }) {
  const say = useSay();
  const [looked, look] = useState<string | null>(null);
  const [stop, setStop] = useState(`${year}-01-01`);
  const whole = useRef<HTMLDivElement>(null);
  const tabbed = stop.startsWith(`${year}-`) ? stop : `${year}-01-01`;
  const sayDay = (day: string): string => {
    const { isOff, isWorkedWeekend, isProvisional, says = [] } = dayOf(day);
    const standing = isWorkedWeekend ? [say(words.worked)] : isOff ? [say(words.off)] : [];
    return [say.date(day), ...standing, ...(isProvisional && isOff ? [say(words.provisional)] : []), ...says].join(say.language === 'zh' ? '，' : ', ');
  };
  const move = (event: KeyboardEvent, day: string): void => {
    const step = steps[event.key];
    const next = step === undefined ? null : addDays(day, step);
    if (next === null || !next.startsWith(`${year}-`)) return;
    event.preventDefault();
    setStop(next);
    whole.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <div>
      <div className={styles['year']} ref={whole} role="group" aria-label={label} onMouseLeave={() => look(null)}>
        {monthsOf(year).map((month) => (
          <div key={month} className={styles['month']}>
            <p>{say(words.month, { n: say.language === 'zh' ? Number(month.slice(5)) : words.english[Number(month.slice(5)) - 1] ?? '' })}</p>
            <div className={styles['days']}>
              {[...say(words.weekdays)].map((name, n) => <span key={n} className={styles['weekday']} aria-hidden>{name}</span>)}
              {daysOf(month).map((day, n) => {
                const { isOff, isProvisional, isWorkedWeekend, marks = 0 } = dayOf(day);
                const looks = [styles['day'], isOff ? styles['off'] : '', isProvisional ? styles['provisional'] : '', isWorkedWeekend ? styles['worked'] : '', marks > 0 ? styles['marked'] : ''].join(' ');
                return (
                  <button key={day} type="button" data-day={day} className={looks} style={n === 0 ? { gridColumnStart: column(day) + 1 } : undefined} tabIndex={day === tabbed ? 0 : -1} aria-label={sayDay(day)}
                    onClick={() => { setStop(day); onPick?.(day); }} onKeyDown={(event) => move(event, day)} onFocus={() => look(day)} onMouseEnter={() => look(day)}>
                    {Number(day.slice(8))}
                  </button>
                );
              })}
            </div>
          </div>
        ))}
      </div>
      <p className={styles['said']} aria-hidden>{looked === null ? say(words.hint) : sayDay(looked)}</p>
      <ul className={styles['legend']} aria-hidden>
        <li><i className={styles['off']} />{say(words.off)}</li><li><i className={styles['worked']} />{say(words.worked)}</li>
        <li><i className={`${styles['off']} ${styles['provisional']}`} />{say(words.provisional)}</li><li><i className={styles['marked']} />{say(words.due)}</li>
      </ul>
    </div>
  );
}
