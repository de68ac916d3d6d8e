import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { ExportButton } from '../../base/export.tsx';
import { sayMoney } from '../../base/money.ts';
import { Empty, Outline, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { levelName } from './level.ts';
import type { Flows } from './filter.tsx';
import { moneyNav } from './nav-words.ts';
import { shareOf } from './share.ts';
import { flowsWords as words, moneyPageWords } from './words.ts';
import styles from './money.module.css';

const Sankey = lazy(() => import('./sankey.tsx'));
const ends = ['received', 'passedOn', 'paid', 'held', 'inFlight', 'returned'] as const;
type Level = Flows['levels'][number];

/** The year's money from its sources to payees, level by level. */
export default function FlowsPage() {
  const say = useSay();
  const at = useAt();
  const flows = useRead('moneyFlows', { params: { cycle: useCycle() } });
  return (
    <>
      <p className="small"><Link to={at('/funds')}>{say(moneyNav)}</Link></p>
      <h1>{say(words.title)}</h1>
      <Shown of={flows} lines={8}>{(view) => (view.lines === 0 ? <Empty><p>{say(words.none)}</p></Empty> : <Loaded flows={view} />)}</Shown>
    </>
  );
}

function Loaded({ flows }: { flows: Flows }) {
  const say = useSay();
  const at = useAt();
  const { totals, levels, sources, now } = flows;
  const said = (fen: number): string => (fen === 0 ? '—' : sayMoney(fen, say));
  return (
    <>
      <p className="lead">{say(words.lead, { received: said(totals.received), paid: said(totals.paid), rate: say.percent(shareOf(totals.paid, totals.received - totals.returned)), rest: (['held', 'inFlight', 'returned'] as const).filter((end) => totals[end] > 0).map((end) => say(words.part, { what: say(words[end]), amount: said(totals[end]) })).join(say(moneyPageWords.comma)) || say(words.nothingLeft) })}</p>
      <div style={{ marginTop: 16 }}><Suspense fallback={<Outline lines={8} />}><Sankey flows={flows} /></Suspense></div>
      <h2>{say(words.table)}</h2>
      <div className={`card ${styles['scroll']}`} tabIndex={0} role="group" aria-label={say(words.table)}>
        <table className={styles['table']}>
          <thead><tr><th scope="col">{say(words.level)}</th>{ends.map((end) => <th key={end} scope="col" className="number">{say(words[end])}</th>)}</tr></thead>
          <tbody>{levels.map((level) => <tr key={level.level}><th scope="row">{levelName(level, say)}<span className="small"> {say(words.units, { n: level.units })}</span></th>{ends.map((end) => <td key={end} className="number">{said(level[end])}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <p style={{ marginTop: 8, textAlign: 'end' }}><ExportButton name={`${say(words.title)}-${localDateOf(now)}`} rows={() => levels} columns={[
        { title: say(words.level), width: 20, value: (level: Level) => levelName(level, say) }, ...ends.map((end) => ({ title: `${say(words[end])}${say(words.yuan)}`, width: 18, value: (level: Level) => Number(typedFen(level[end], 'yuan')) })),
      ]} /></p>
      <h2>{say(words.sources)}</h2>
      <div className={`card ${styles['scroll']}`} tabIndex={0} role="group" aria-label={say(words.sources)}>
        <table className={styles['table']}>
          <thead><tr><th scope="col">{say(words.source)}</th><th scope="col" className="number">{say(words.received)}</th></tr></thead>
          <tbody>{sources.map(({ id, name, received }) => <tr key={id}><th scope="row"><Link to={at(`/funds?source=${id}`)}>{say(name)}</Link></th><td className="number">{said(received)}</td></tr>)}</tbody>
          <tfoot><tr><th scope="row">{say(words.total)}</th><td className="number">{said(sources.reduce((sum, { received }) => sum + received, 0))}</td></tr></tfoot>
        </table>
      </div>
    </>
  );
}
