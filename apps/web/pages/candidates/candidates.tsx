import { Link, useSearch } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { Button } from '../../base/button.tsx';
import { usePages } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { candidateWords as words } from './words.ts';
import money from '../funds/money.module.css';

/** Lateness that came to its ladder's end, for people to judge; what was withdrawn stands apart. */
export default function Candidates() {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const status = new URLSearchParams(useSearch()).get('status') === 'withdrawn' ? 'withdrawn' : 'listed';
  const list = usePages('candidates', { params: { cycle }, query: { status } });
  const listed = usePages('candidates', { params: { cycle }, query: { status: 'listed' } });
  const { items } = list;
  const waiting = listed.items;
  return (
    <>
      <header className={money['head']}>
        <h1>{say(words.title)}</h1>
        {waiting && <p className={`lead ${money['lead']}`}>{waiting.length === 0 ? say(words.leadNone) : listed.hasMore ? say(words.leadMore, { n: waiting.length }) : say(words.lead, { n: waiting.length, amount: sayMoney(waiting.reduce((sum, { amount }) => sum + amount, 0), say) })}</p>}
        <p className="small">{say(words.people)}</p>
      </header>
      <ul className={money['tabs']}>{(['listed', 'withdrawn'] as const).map((one) => <li key={one}><Link to={at(`/candidates${one === 'listed' ? '' : '?status=withdrawn'}`)} aria-current={one === status ? 'page' : undefined}>{say(words[one])}</Link></li>)}</ul>
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!items && !list.error && <Outline lines={4} />}
      {items?.length === 0 && <Empty><p>{say(status === 'listed' ? words.leadNone : words.noneWithdrawn)}</p></Empty>}
      {items && items.length > 0 && <ul className={`card ${money['list']}`}>{items.map((one) => (
        <li key={`${one.line} ${one.candidate}`}>
          <p className="small">{say.date(localDateOf(one.listedAt))}<br />{say(words.listedWord)}</p>
          <div className={money['what']}>
            <h3><Link to={at(`/funds/${one.line}/candidates/${one.candidate}`)}>{say(words.item, { unit: one.unitName, purpose: one.purpose })}</Link></h3>
            <p>{say(words.signs[one.sign])}{say(words.comma)}{say(words.was, { date: say.date(one.dueOn) })}{one.endedAt !== null && <>{say(words.comma)}{say(words.withdrawnOn, { date: say.date(localDateOf(one.endedAt)) })}</>}</p>
            <p className="small">{say(words.article, { basis: say(one.situation.basis) })} · {one.documentNumber}</p>
          </div>
          <b className={money['sum']}>{sayMoney(one.amount, say)}</b>
        </li>
      ))}</ul>}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </>
  );
}
