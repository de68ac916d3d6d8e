import { useState } from 'react';
import { Link } from 'wouter';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { ExportButton } from '../../base/export.tsx';
import { sayMoney } from '../../base/money.ts';
import { Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import type { Flows } from './filter.tsx';
import { moneyPageWords as words } from './words.ts';
import styles from './money.module.css';

type By = 'unit' | 'source' | 'purpose';
type Row = AnswerOf<'ageing'>['rows'][number];
const names = { unit: words.byUnit, source: words.bySource, purpose: words.byPurpose } as const;
/** From the newest to the oldest, readable in grey. */
const shades = ['#eab6b1', '#dd8f88', '#cf6a62', '#b3261e', '#8a1c16', '#5f120e', '#3d0b09'];

/** How long overdue money has been so, in bands. */
export function Ageing({ today, flows }: { today: string; flows: Flows }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const [by, setBy] = useState<By>('unit');
  const read = useRead('ageing', { params: { cycle }, query: { by } });
  const nameOf = ({ of, name }: Row): string => { const source = by === 'source' ? flows.sources.find(({ id }) => id === of) : undefined; return source ? say(source.name) : name ?? of; };
  return (
    <section aria-labelledby="ageing">
      <h2 id="ageing">{say(words.ageing)}</h2>
      <Shown of={read} lines={3}>{({ upTo, rows }) => {
        const bands = [...upTo.map((to, n) => say(words.band, { from: (upTo[n - 1] ?? 0) + 1, to })), say(words.bandOver, { from: upTo.at(-1) ?? 0 })];
        const largest = Math.max(1, ...rows.map(({ total }) => total));
        return (
          <>
            <div className={`${styles['filters']} no-print`}>
              <label>{say(words.by)}<select value={by} onChange={(event) => setBy(event.target.value as By)}>{Object.entries(names).map(([one, name]) => <option key={one} value={one}>{say(name)}</option>)}</select></label>
              <span className={styles['push']} />
              <ExportButton name={`${say(words.ageing)}-${today}`} rows={() => rows} columns={[
                { title: say(names[by]), width: 26, value: nameOf }, ...bands.map((title, n) => ({ title, width: 16, value: ({ bands: fen }: Row) => Number(typedFen(fen[n] ?? 0, 'yuan')) })), { title: say(words.amountYuan), width: 16, value: ({ total }: Row) => Number(typedFen(total, 'yuan')) },
              ]} />
            </div>
            <div className={`card ${styles['scroll']}`} tabIndex={0} role="group" aria-labelledby="ageing">
              <table className={styles['table']}>
                <thead><tr><th scope="col">{say(names[by])}</th><th aria-hidden="true" />{bands.map((band) => <th key={band} scope="col" className="number">{band}</th>)}<th scope="col" className="number">{say(words.total)}</th></tr></thead>
                <tbody>{rows.map((row) => (
                  <tr key={row.of}>
                    <th scope="row">{by === 'purpose' ? nameOf(row) : <Link to={at(`/funds?${by === 'unit' ? 'holder' : 'source'}=${row.of}`)}>{nameOf(row)}</Link>}</th>
                    <td aria-hidden="true"><div className={styles['stack']} style={{ width: `${(row.total / largest) * 100}%` }}>{row.bands.map((fen, n) => (fen > 0 ? <i key={bands[n]} style={{ flex: fen, background: shades[n] }} /> : null))}</div></td>
                    {row.bands.map((fen, n) => <td key={bands[n]} className="number">{fen === 0 ? '—' : sayMoney(fen, say)}</td>)}
                    <td className="number"><b>{sayMoney(row.total, say)}</b></td>
                  </tr>
                ))}</tbody>
              </table>
            </div>
          </>
        );
      }}</Shown>
    </section>
  );
}
