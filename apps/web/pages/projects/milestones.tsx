import { Button } from '../../base/button.tsx';
import { Photos } from '../../base/photos.tsx';
import { useSay } from '../../base/say.ts';
import { projectActWords } from './act-words.ts';
import { inOrder, nameOf, whoseText } from './late.ts';
import type { Milestone, ProjectView } from './late.ts';
import type { Acting } from './project.tsx';
import { lateWords, projectWords as words } from './words.ts';
import styles from './project.module.css';

/** Each milestone: the day that is planned and what it rests on, the day it came, whose the days between are, and what is shown of it. */
export function Milestones({ view, acting, today }: { view: ProjectView; acting: Acting; today: string }) {
  const say = useSay();
  return (
    <>
      <h2>{say(words.milestones)}</h2>
      <ul className={`card ${styles['milestones']}`}>{inOrder(view.milestones).map((one) => <One key={one.id} one={one} view={view} acting={acting} today={today} />)}</ul>
    </>
  );
}

function One({ one, view, acting, today }: { one: Milestone; view: ProjectView; acting: Acting; today: string }) {
  const say = useSay();
  const { id, name, dueOn, originalDueOn, basis, reachedOn, photos } = one;
  const called = nameOf(id, name, say);
  const late = view.late.find(({ milestone }) => milestone === id);
  const reached = (words.reachedOf as Readonly<Record<string, typeof words.reached>>)[id] ?? words.reached;
  const isNow = late !== undefined && reachedOn === null && dueOn !== null && dueOn < today;
  return (
    <li>
      <div>
        <h3>{called}</h3>
        <p>{reachedOn === null ? <span className="small">{say(words.notReached)}</span> : say(reached, { date: say.date(reachedOn) })}</p>
      </div>
      <div className={styles['what']}>
        <div>
          <p>{dueOn === null ? <span className="small">{say(words.noPlan)}</span> : <>{say(words.planned, { date: say.date(dueOn) })}{originalDueOn !== null && originalDueOn !== dueOn && <span className="small"> {say(words.original, { date: say.date(originalDueOn) })}</span>}</>}</p>
          {basis !== null && <p className="small">{say(words.basis, { basis })}</p>}
        </div>
        {late && <div>
          <p className={isNow ? (late.own > 0 && id !== 'acceptance' ? 'late' : 'near') : ''}>{isNow ? say(lateWords.nowShort, { days: late.days }) : say(lateWords.wasShort, { days: late.days })}{say(lateWords.colon)}{whoseText(late, say)}</p>
          {late.byMoney.map(({ line, unit, unitName, from, days }) => <p key={`${line} ${unit} ${from}`} className="small">{say(words.span, { from: say.date(from), days, unit: unitName })}</p>)}
        </div>}
        <Photos photos={photos} what={called} />
      </div>
      <div className={`${styles['buttons']} no-print`} style={{ alignContent: 'start' }}>
        {acting.may('addPhotos', id) && <Button onClick={() => acting.begin({ act: 'addPhotos', at: id })} aria-label={`${called} ${say(projectActWords.addPhotos)}`}>{say(projectActWords.addPhotos)}</Button>}
        {acting.may('revisePlan', id) && <Button kind="quiet" onClick={() => acting.begin({ act: 'revisePlan', at: id })} aria-label={`${called} ${say(projectActWords.revisePlan)}`}>{say(projectActWords.revisePlan)}</Button>}
      </div>
    </li>
  );
}
