import { sayMoney } from '../../base/money.ts';
import { useSay } from '../../base/say.ts';
import { nameOfUnit } from './acts.ts';
import type { LineView } from './route.ts';
import { dateWords as words } from './told-words.ts';
import styles from './told.module.css';

/** Dates that moved because the clock stood still, the first beside the one that holds: what was extended, and what is merely late. */
export function MovedDates({ view }: { view: LineView }) {
  const say = useSay();
  const { parcels } = view;
  const stood = parcels.filter(({ suspensions }) => suspensions.length > 0);
  const hasDates = parcels.some(({ due, retention }) => due !== null || retention !== null);
  return (
    <section aria-labelledby="moved-dates">
      <h2 id="moved-dates">{say(words.title)}</h2>
      {stood.length === 0 && <p className="lead">{say(hasDates ? words.unmoved : words.noDates)}</p>}
      <p className="small">{say(words.rule)}</p>
      {stood.length > 0 && <ul className={`card ${styles['dates']}`}>{stood.map(({ id, unit, amount, due, originalDueOn, suspensions }) => (
        <li key={id}>
          <p><b>{say(words.at, { unit: nameOfUnit(view, unit), amount: sayMoney(amount, say) })}</b> · {due === null || originalDueOn === null ? say(words.free) : say(due.dueOn !== originalDueOn ? words.moved : suspensions.some(({ from, to }) => to === null && from <= due.dueOn) ? words.paused : words.stood, { from: say.date(originalDueOn), to: say.date(due.dueOn) })}</p>
          {suspensions.map(({ from, to, reason }) => <p key={from} className="small">{to === null ? say(words.open, { from: say.date(from), reason }) : say(words.span, { from: say.date(from), to: say.date(to), reason })}</p>)}
        </li>
      ))}</ul>}
    </section>
  );
}
