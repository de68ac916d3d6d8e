import { Link } from 'wouter';
import { words as delivery } from '#libs/delivery/words';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { usePages } from '../../base/list.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { originalOf } from '../../base/original.ts';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { inboxWords as words } from './words.ts';
import styles from './inbox.module.css';

type Message = AnswerOf<'myInbox'>['items'][number];

export default function Inbox() {
  const say = useSay();
  const { items, error, hasMore, isReading, more, refetch } = usePages('myInbox', {});
  return (
    <>
      <h1>{say(words.title)}</h1>
      <p className="lead">{say(words.lead)}</p>
      <RefusalNote refusal={error} onRetry={refetch} />
      {!items && !error && <Outline />}
      {items?.length === 0 && <Empty><p>{say(words.none)}</p></Empty>}
      {items && items.length > 0 && <ul className={`card ${styles['list']}`}>{items.map((item) => <MessageRow key={item.id} item={item} />)}</ul>}
      {hasMore && <p style={{ marginTop: 16 }}><Button onClick={more} busy={isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </>
  );
}

function MessageRow({ item }: { item: Message }) {
  const say = useSay();
  const asked = delivery[say.language].acts[item.act]?.asked ?? delivery[say.language].otherAct.asked;
  const { mail } = item;
  const moved = originalOf(item);
  return (
    <li>
      <div><h3><Link to={item.link.replace(/^\/api\/v1/, '')}>{item.unitName} · {item.title}</Link></h3>
        <p>{asked} · {say(words.due, { date: say.date(item.dueOn) })}{moved !== null && <> <s className="small">{say(baseWords.original, { date: say.date(moved) })}</s></>}</p>
        <p className="small">{say(baseWords.basis, { basis: item.basis })}</p></div>
      <p className="small">{say.moment(item.toldAt)}<br />{mail === null ? say(words.notMailed) : mail.status === 'sent' ? say(words.mailed) : say(words.mailState, { status: mail.status })}</p>
    </li>
  );
}
