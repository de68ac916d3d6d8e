import { Link } from 'wouter';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { ExportButton, mostRows } from '../../base/export.tsx';
import { everyItem, usePages } from '../../base/list.ts';
import type { ItemOf } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { SourceSelect } from './filter.tsx';
import type { Filter, Flows } from './filter.tsx';
import { shareOf } from './share.ts';
import { moneyPageWords as words } from './words.ts';
import styles from './money.module.css';

type Item = ItemOf<'fundsLines'>;

/** Every allocation in sight, the nearest date first. */
export function Lines({ filter: { holder, source }, turn, flows, today }: { filter: Filter; turn: (changed: Partial<Filter>) => void; flows: Flows; today: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const asked = { params: { cycle }, query: { ...(holder === '' ? {} : { holder }), ...(source === '' ? {} : { source }) } };
  const list = usePages('fundsLines', asked);
  const units = useUnits(holder);
  const { items } = list;
  const rate = ({ paid, received, returned }: Item): number | null => shareOf(paid, received - returned);
  const nameOf = (id: string): string => { const one = flows.sources.find((other) => other.id === id); return one ? say(one.name) : id; };
  const fen = (title: string, of: (item: Item) => number) => ({ title, width: 16, value: (item: Item) => Number(typedFen(of(item), 'yuan')) });
  return (
    <section aria-labelledby="lines">
      <h2 id="lines">{say(words.lines)}</h2>
      <div className={`${styles['filters']} no-print`}>
        <SourceSelect value={source} flows={flows} onChange={(one) => turn({ source: one })} />
        <label>{say(words.holder)}<select value={holder} onChange={(event) => turn({ holder: event.target.value })}><option value="">{say(words.all)}</option>{units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
        <span className={styles['push']} />
        {items && items.length > 0 && <ExportButton name={`${say(words.lines)}-${today}`} rows={(tell) => everyItem('fundsLines', asked, mostRows, tell)} columns={[
          { title: say(words.purpose), width: 28, value: ({ purpose }: Item) => purpose }, { title: say(words.source), width: 20, value: (item: Item) => nameOf(item.source) }, { title: say(words.document), width: 24, value: ({ documentNumber }: Item) => documentNumber },
          { title: say(words.arrivedOn), width: 12, value: ({ receivedOn }: Item) => ({ date: receivedOn }) }, fen(say(words.receivedYuan), ({ received }) => received), fen(say(words.paidYuan), ({ paid }) => paid), { title: say(words.rate), width: 8, value: rate },
          fen(say(words.heldYuan), ({ held }) => held), fen(say(words.inFlightYuan), ({ inFlight }) => inFlight), { title: say(words.earliest), width: 12, value: ({ dueOn }: Item) => (dueOn === null ? null : { date: dueOn }) },
        ]} />}
      </div>
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!items && !list.error && <Outline lines={5} />}
      {items?.length === 0 && <Empty><p>{say(words.noLines)}</p></Empty>}
      {items && items.length > 0 && (
        <div className={`card ${styles['scroll']}`} tabIndex={0} role="group" aria-labelledby="lines">
          <table className={`${styles['table']} ${styles['lines']}`}>
            <thead><tr><th scope="col">{say(words.purpose)}</th><th scope="col" className="number">{say(words.received)}</th><th scope="col" className="number">{say(words.paid)}</th><th scope="col">{say(words.rate)}</th><th scope="col" className="number">{say(words.held)}</th><th scope="col" className="number">{say(words.inFlight)}</th><th scope="col">{say(words.earliest)}</th></tr></thead>
            <tbody>{items.map((item) => (
              <tr key={item.line}>
                <th scope="row"><Link to={at(`/funds/${item.line}`)}>{item.purpose}</Link><p className="small">{nameOf(item.source)} · {item.documentNumber}{item.status === 'closed' && ` · ${say(words.closed)}`}</p></th>
                <td className="number" data-name={say(words.received)}>{sayMoney(item.received, say)}</td>
                <td className="number" data-name={say(words.paid)}>{item.paid === 0 ? '—' : sayMoney(item.paid, say)}</td>
                <td data-name={say(words.rate)} style={{ whiteSpace: 'nowrap' }}><span className={styles['rate']} aria-hidden="true"><i style={{ width: `${rate(item) ?? 0}%` }} /></span>{say.percent(rate(item))}</td>
                <td className="number" data-name={say(words.held)}>{item.held === 0 ? '—' : sayMoney(item.held, say)}</td>
                <td className="number" data-name={say(words.inFlight)}>{item.inFlight === 0 ? '—' : sayMoney(item.inFlight, say)}</td>
                <td data-name={say(words.earliest)} className={item.isOverdue ? 'late' : ''}>{item.dueOn === null ? <span className="small">{say(item.held + item.inFlight === 0 ? words.settled : words.noDate)}</span> : say.date(item.dueOn)}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </section>
  );
}

/** Units to choose from: the highest in sight and those right below; one that the address names besides is there too. */
export function useUnits(holder: string): { id: string; name: string }[] {
  const cycle = useCycle();
  const tops = useRead('tree', { params: { cycle }, query: { limit: 200 } }).data?.items ?? [];
  const below = useRead('tree', { params: { cycle }, query: { under: tops[0]?.id, limit: 200 } }, { when: tops.length === 1 && (tops[0]?.children ?? 0) > 0 }).data?.items ?? [];
  const known = [...tops, ...below].map(({ id, name }) => ({ id, name }));
  const isKnown = holder === '' || known.some(({ id }) => id === holder);
  const other = useRead('unitPage', { params: { cycle, unit: holder } }, { when: !isKnown && known.length > 0 }).data;
  return isKnown ? known : [...known, { id: holder, name: other?.unitName ?? holder }];
}
