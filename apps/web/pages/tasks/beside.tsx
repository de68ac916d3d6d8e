import { Link } from 'wouter';
import { words as delivery } from '#libs/delivery/words';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { taskWords as words } from './words.ts';
import styles from './tasks.module.css';

/** Beside the list: what is not theirs to do, what was told, and how the unit's year stands. */
export function Beside({ tasks }: { tasks: AnswerOf<'myTasks'> | undefined }) {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const post = tasks?.posts[0];
  const unit = post?.unit ?? '';
  const waiting = useRead('obligations', { params: { cycle }, query: { under: unit, light: 'waiting', limit: 50 } }, { when: post !== undefined });
  const inbox = useRead('myInbox', { query: { limit: 3 } });
  const account = useRead('account', { params: { cycle, unit } }, { when: post !== undefined });
  const notOurs = waiting.data?.items.filter((one) => one.unit === unit).slice(0, 3) ?? [];
  return (
    <aside className={styles['beside']}>
      {notOurs.length > 0 && <section>
        <h2>{say(words.notYours)}</h2>
        <div className="card">{notOurs.map((one) => (
          <p key={one.obligation}><Link to={at(`/units/${one.unit}/obligations/${one.duty}`)}>{say(one.title)}</Link>{say(words.colon)}{say(one.words)}</p>
        ))}</div>
      </section>}
      {(inbox.data?.items.length ?? 0) > 0 && <section>
        <h2>{say(words.recent)}</h2>
        <div className="card">{inbox.data?.items.map((item) => (
          <p key={item.id}><b>{(delivery[say.language].acts[item.act] ?? delivery[say.language].otherAct).asked}</b>{say(words.colon)}{item.unitName} · {item.title}<br /><span className="small">{say(words.dueOn, { date: say.date(item.dueOn) })} · {say.moment(item.toldAt)}</span></p>
        ))}
        <p><Link to={at('/inbox')}>{say(words.allMessages)}</Link></p></div>
      </section>}
      {account.data && account.data.totals.duties > 0 && <section>
        <h2>{say(words.standing, { unit: account.data.unitName })}</h2>
        <dl className="card">
          <div><dt>{say(words.done)}</dt><dd>{account.data.totals.done} / {account.data.totals.duties}</dd></div>
          <div><dt>{say(words.onTime)}</dt><dd>{account.data.totals.onTime}</dd></div>
          <div><dt>{say(words.open)}</dt><dd>{account.data.totals.open}</dd></div>
          <div><dt>{say(words.overdue)}</dt><dd>{account.data.totals.late}</dd></div>
        </dl>
      </section>}
    </aside>
  );
}
