import { Link } from 'wouter';
import type { ReactNode } from 'react';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { ExportButton, mostRows } from '../../base/export.tsx';
import { LightShape } from '../../base/light.tsx';
import { everyItem, usePages } from '../../base/list.ts';
import type { ItemOf } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import type { Chosen } from './curve.tsx';
import { ratesWords as words } from './words.ts';
import money from '../funds/money.module.css';
import styles from './curve.module.css';

type Row = ItemOf<'moneyRates'>;
const ways = ['subtree', 'unit', 'level', 'source', 'line', 'project'] as const;
type Way = (typeof ways)[number];

/** A unit's own money, where one looks from, is named apart from that of all below it. */
const nameOf = ({ name, of }: Row, say: Say, own: readonly string[] = []): string => { const plain = name ? say(name) : of; return own.includes(of) ? say(words.own, { unit: plain }) : plain; };
const pointsOf = (by: number, say: Say): string => say(words.points, { sign: by > 0 ? '−' : by < 0 ? '+' : '', n: say.number(Math.abs(by)) });

/** Rates by unit, branch, level, source, allocation or project at a day; those behind are marked as the rules say. */
export function Rates({ chosen, turn, today }: { chosen: Chosen; turn: (changed: Partial<Chosen>) => void; today: string }) {
  const say = useSay();
  const cycle = useCycle();
  const { unit, source, on, isBehind, isWithout } = chosen;
  const by: Way = ways.find((one) => one === chosen.by) ?? 'subtree';
  const narrowed = { ...(unit === '' ? {} : { under: unit }), ...(source === '' ? {} : { source }), ...(on === '' || on > today ? {} : { on }) };
  const asked = { params: { cycle }, query: { by, ...narrowed, ...(isBehind ? { behind: 'true' as const } : {}) } };
  const list = usePages('moneyRates', asked);
  const behind = useRead('moneyRates', { params: { cycle }, query: { by, ...narrowed, behind: 'true', limit: 200 } }).data;
  const { items } = list;
  const tops = useRead('tree', { params: { cycle }, query: { limit: 200 } }).data?.items ?? [];
  const own = by !== 'subtree' ? [] : unit === '' ? tops.map(({ id }) => id) : [unit];
  const rateOf = ({ rateWith, rateWithout }: Row): number | null => (isWithout ? rateWithout : rateWith);
  return (
    <section aria-labelledby="rates">
      <h2 id="rates">{say(words.title)}</h2>
      {behind && <p className="lead">{behind.items.length === 0 ? say(words.leadCalm) : say(words.leadBehind, { n: behind.next === null ? behind.items.length : say(words.some, { n: behind.items.length }), names: namesOf(behind.items, say, own) })}</p>}
      <p className="small">{say(words.rule)}</p>
      <div className={`${styles['filters']} no-print`} style={{ marginTop: 12 }}>
        <label>{say(words.by)}<select value={by} onChange={(event) => turn({ by: event.target.value })}>{ways.map((one) => <option key={one} value={one}>{say(words.bys[one])}</option>)}</select></label>
        <label>{say(words.day)}<input type="date" value={on === '' ? today : on} max={today} onChange={(event) => turn({ on: event.target.value === today ? '' : event.target.value })} /></label>
        <label className={styles['check']}><input type="checkbox" checked={isBehind} onChange={(event) => turn({ isBehind: event.target.checked })} />{say(words.onlyBehind)}</label>
        <span className={styles['push']} />
        {items && items.length > 0 && <ExportButton name={`${say(words.title)}-${on || today}`} rows={(tell) => everyItem('moneyRates', asked, mostRows, tell)} columns={[
          { title: say(words.bys[by]), width: 28, value: (row: Row) => nameOf(row, say, own) }, { title: say(words.receivedYuan), width: 18, value: ({ received }: Row) => Number(typedFen(received, 'yuan')) }, { title: say(words.paidYuan), width: 18, value: ({ paid }: Row) => Number(typedFen(paid, 'yuan')) },
          { title: say(words.ratePercent), width: 12, value: ({ rateWith }: Row) => rateWith }, { title: say(words.withoutPercent), width: 24, value: ({ rateWithout }: Row) => rateWithout },
          { title: say(words.scheduledPercent), width: 12, value: ({ scheduled }: Row) => scheduled }, { title: say(words.differencePoints), width: 16, value: ({ behindBy }: Row) => behindBy }, { title: say(words.standing), width: 18, value: (row: Row) => (row.words ? say(row.words) : say(words.notMeasured)) },
        ]} />}
      </div>
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!items && !list.error && <Outline lines={5} />}
      {items?.length === 0 && <Empty><p>{say(isBehind ? words.noneBehind : by === 'project' ? words.noProjects : words.none)}</p></Empty>}
      {items && items.length > 0 && (
        <div className={`card ${money['scroll']}`} tabIndex={0} role="group" aria-labelledby="rates">
          <table className={`${money['table']} ${money['lines']}`}>
            <thead><tr><th scope="col">{say(words.bys[by])}</th>{[words.received, words.paid, words.rate, words.scheduled, words.difference].map((name) => <th key={name.zh} scope="col" className="number">{say(name)}</th>)}<th scope="col">{say(words.standing)}</th></tr></thead>
            <tbody>{items.map((row) => (
              <tr key={row.of}>
                <th scope="row"><Name row={row} by={by} own={own} turn={turn} /><Aside row={row} /></th>
                <td className="number" data-name={say(words.received)}>{sayMoney(row.received, say)}</td>
                <td className="number" data-name={say(words.paid)}>{row.paid === 0 ? '—' : sayMoney(row.paid, say)}</td>
                <td className="number" data-name={say(words.rate)}>{say.percent(rateOf(row))}</td>
                <td className="number" data-name={say(words.scheduled)}>{say.percent(row.scheduled)}</td>
                <td className="number" data-name={say(words.difference)}>{row.behindBy === null ? '—' : <span className={row.isBehind ? 'near' : ''}>{pointsOf(row.behindBy, say)}</span>}</td>
                <td data-name={say(words.standing)}>{row.light === null || !row.words ? <span className="small">{say(words.notMeasured)}</span> : <span className={styles['standing']}><LightShape light={row.isBehind ? 'near' : 'onTrack'} size={14} label="" /><span className={row.isBehind ? 'near' : ''}>{say(row.words)}</span></span>}
                  {row.isBehind && <Look row={row} by={by} />}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </section>
  );
}

function namesOf(rows: readonly Row[], say: Say, own: readonly string[]): string {
  const few = rows.slice(0, 4).map((row) => nameOf(row, say, own)).join(say(words.list));
  return rows.length > 4 ? say(words.more, { names: few }) : few;
}

/** A branch opens the page of that branch; an allocation or a project its own page. */
function Name({ row, by, own, turn }: { row: Row; by: Way; own: readonly string[]; turn: (changed: Partial<Chosen>) => void }) {
  const say = useSay();
  const at = useAt();
  const name = nameOf(row, say, own);
  if (by === 'line') return <Link to={at(`/funds/${row.of}`)}>{name}</Link>;
  if (by === 'project') return <Link to={at(`/projects/${row.of}`)}>{name}</Link>;
  if (by === 'source') return <Link to={at(`/funds?source=${row.of}`)}>{name}</Link>;
  if (by === 'unit') return <Link to={at(`/units/${row.of}`)}>{name}</Link>;
  return by === 'subtree' && !own.includes(row.of) ? <Link to={at(`/funds/curve?unit=${row.of}`)} onClick={(event) => { event.preventDefault(); turn({ unit: row.of }); }}>{name}</Link> : <>{name}</>;
}

/** What is not measured, and what is still on its way. */
function Aside({ row: { atFinance, retainedNotDue, coming } }: { row: Row }): ReactNode {
  const say = useSay();
  const parts = [
    ...(atFinance !== 0 ? [say(words.asideFinance, { atFinance: sayMoney(atFinance, say) })] : []), ...(retainedNotDue !== 0 ? [say(words.asideRetained, { retained: sayMoney(retainedNotDue, say) })] : []),
    ...(coming !== 0 ? [say(words.coming, { coming: sayMoney(coming, say) })] : []),
  ];
  return parts.length === 0 ? null : <p className="small">{parts.join(say(words.comma))}</p>;
}

/** Where somebody is behind: the allocations it is about. */
function Look({ row, by }: { row: Row; by: Way }) {
  const say = useSay();
  const at = useAt();
  if (by === 'project') return <p className={`small ${styles['look']}`}>{(row.lines ?? []).map((line, n, all) => <span key={line}>{n > 0 && ' '}<Link to={at(`/funds/${line}`)}>{all.length === 1 ? say(words.look) : say(words.lookOne, { n: n + 1 })}</Link></span>)}</p>;
  const to = by === 'line' ? `/funds/${row.of}` : by === 'source' ? `/funds?source=${row.of}` : by === 'level' ? null : `/funds?holder=${row.of}`;
  return to === null ? null : <p className={`small ${styles['look']}`}><Link to={at(to)}>{say(words.look)}</Link></p>;
}
