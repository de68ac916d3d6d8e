import { useSay } from '../../base/say.ts';
import type { Day, NoticeView } from './standing.ts';
import { noticeWords as words } from './words.ts';
import styles from './notices.module.css';

/** The days of a notice one by one, each with its number, or why it does not count; below what sets them. */
export function Days({ days, setDays, today }: { days: readonly Day[]; setDays: NoticeView['setDays']; today: string }) {
  const say = useSay();
  return (
    <div className={`card ${styles['strip']}`}>
      {days.length > 0 && <ol className={styles['days']} aria-label={say(words.strip)}>{days.map(({ on, n, why }) => {
        const [date, weekday] = splitDate(say.date(on), say.language === 'zh');
        return (
          <li key={on} className={[n === null ? styles['not'] : on <= today ? styles['counts'] : '', on === today ? styles['today'] : ''].join(' ')} aria-current={on === today ? 'date' : undefined}>
            <span>{date}</span><span>{on === today ? say(words.today) : weekday}</span><b>{n === null ? say(words.why[why ?? 'posting']) : say(words.day, { n })}</b>
          </li>
        );
      })}</ol>}
      <p>{setDays === null ? say(words.setNone) : say(setDays.counted === 'working' ? words.setWorking : words.setNatural, { days: setDays.days })}</p>
      {setDays !== null && <p className="small">{say(words.basis, { basis: say(setDays.basis) })}</p>}
    </div>
  );
}

/** A date in two lines, date and weekday: Chinese says the weekday last, English first. */
function splitDate(said: string, isLast: boolean): [string, string] {
  const [one = '', ...rest] = said.split(' ');
  return isLast ? [one, rest.join(' ')] : [rest.join(' '), one];
}
