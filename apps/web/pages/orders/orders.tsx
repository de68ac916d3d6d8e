import { Link, useLocation, useSearch } from 'wouter';
import { stateWords } from '#libs/contracts/state-words';
import { orderTransitions } from '#libs/domain/order/order';
import type { OrderStatus } from '#libs/domain/order/order';
import { localDateOf } from '#libs/domain/time/instant';
import { Button } from '../../base/button.tsx';
import { ExportButton, mostRows } from '../../base/export.tsx';
import { LightShape } from '../../base/light.tsx';
import { everyItem, usePages } from '../../base/list.ts';
import type { ItemOf } from '../../base/list.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { ordersWords as words, originWords } from './words.ts';
import styles from './orders.module.css';

type Item = ItemOf<'orders'>;
const statuses = Object.keys(orderTransitions) as OrderStatus[];
const inHand: readonly string[] = ['issued', 'acknowledged', 'reported'];

/** Every supervision order in sight: its number, to whom, by when, how it stands. */
export default function Orders() {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const [, go] = useLocation();
  const said = new URLSearchParams(useSearch()).get('status');
  const status = statuses.find((one) => one === said);
  const asked = { params: { cycle }, query: status === undefined ? {} : { status } };
  const list = usePages('orders', asked);
  const { items = [], first } = list;
  const count = (which: (one: Item) => boolean): number => items.filter(which).length;
  return (
    <>
      <h1>{say(words.title)}</h1>
      {first && items.length > 0 && <p className="lead">{list.hasMore ? say(words.leadMore, { n: items.length })
        : say(words.lead, { open: count((one) => inHand.includes(one.status)), drafts: count((one) => one.status === 'drafted'), closed: count((one) => one.status === 'closed') })}</p>}
      <div className={styles['filters']}>
        <label>{say(words.status)}<select value={status ?? ''} onChange={(event) => go(at(`/orders${event.target.value === '' ? '' : `?status=${event.target.value}`}`), { replace: true })}>
          <option value="">{say(words.all)}</option>{statuses.map((one) => <option key={one} value={one}>{say(stateWords(one))}</option>)}</select></label>
        <span className={styles['push']} />
        {first && items.length > 0 && <ExportButton name={`${say(words.title)}-${localDateOf(first.now)}`} rows={(tell) => everyItem('orders', asked, mostRows, tell)} columns={[
          { title: say(words.number), width: 18, value: ({ number }: Item) => number }, { title: say(words.unit), width: 20, value: ({ unitName }: Item) => unitName },
          { title: say(words.subject), width: 36, value: ({ title }: Item) => say(title) }, { title: say(words.origin), width: 12, value: ({ origin }: Item) => say(originWords[origin] ?? { zh: origin, en: origin }) },
          { title: say(words.status), width: 12, value: (one: Item) => say(stateWords(one.status)) }, { title: say(words.deadline), width: 12, value: ({ deadline }: Item) => (deadline === null ? null : { date: deadline }) },
          { title: say(words.issuedOn), width: 12, value: ({ issuedAt }: Item) => (issuedAt === null ? null : { date: localDateOf(issuedAt) }) },
          { title: say(words.closedOn), width: 12, value: ({ closedAt }: Item) => (closedAt === null ? null : { date: localDateOf(closedAt) }) },
        ]} />}
      </div>
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!first && !list.error && <Outline lines={6} />}
      {first && items.length === 0 && <Empty><p>{say(status === undefined ? words.none : words.noneOf)}</p></Empty>}
      {items.length > 0 && <ul className={`card ${styles['list']}`}>{items.map((one) => (
        <li key={one.obligation}>
          <LightShape light={one.light} />
          <div>
            <h3><Link to={at(`/units/${one.unit}/obligations/${one.duty}`)}>{one.unitName} · {say(one.title)}</Link></h3>
            <p className="small">{one.number ?? say(words.unnumbered)} · {say(originWords[one.origin] ?? { zh: one.origin, en: one.origin })}{one.issuedAt !== null && <> · {say(words.issuedOn)} {say.date(localDateOf(one.issuedAt))}</>}</p>
          </div>
          <div className={styles['when']}><span className={one.light === 'late' ? 'late' : ''}>{say(stateWords(one.status))}{one.onTime !== null && ` · ${say(one.onTime ? words.inTime : words.wasLate)}`}</span>
            {one.deadline !== null && <span className="small">{say(words.by, { date: say.date(one.deadline) })}</span>}</div>
        </li>
      ))}</ul>}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </>
  );
}
