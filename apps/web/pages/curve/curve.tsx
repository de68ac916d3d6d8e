import { Link, useLocation, useSearch } from 'wouter';
import { useRead } from '../../base/api.ts';
import { ExportButton } from '../../base/export.tsx';
import { sayMoney, yuanText } from '../../base/money.ts';
import { Empty, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { SourceSelect } from '../funds/filter.tsx';
import { useUnits } from '../funds/lines.tsx';
import { Contradictions } from './contradictions.tsx';
import { Drawing, rateOf } from './drawing.tsx';
import type { Curve } from './drawing.tsx';
import { curveNav } from './nav-words.ts';
import { Rates } from './rates.tsx';
import { curveWords as words } from './words.ts';
import money from '../funds/money.module.css';
import styles from './curve.module.css';

/** What the address narrows the page to. */
export interface Chosen { unit: string; source: string; isWithout: boolean; by: string; on: string; isBehind: boolean }

/** Expenditure against the curve: a sentence, the year as a line, who is behind, and reports that say otherwise. */
export default function CurvePage() {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const chosen: Chosen = {
    unit: asked.get('unit') ?? '', source: asked.get('source') ?? '', isWithout: asked.get('retention') !== 'with', by: asked.get('by') ?? 'subtree', on: asked.get('on') ?? '', isBehind: asked.get('behind') === 'true',
  };
  const turn = (changed: Partial<Chosen>): void => {
    const { unit, source, isWithout, by, on, isBehind } = { ...chosen, ...changed };
    const next = new URLSearchParams(Object.entries({ unit, source, retention: isWithout ? '' : 'with', by: by === 'subtree' ? '' : by, on, behind: isBehind ? 'true' : '' }).filter(([, value]) => value !== ''));
    go(at(`/funds/curve${next.size > 0 ? `?${next}` : ''}`), { replace: true });
  };
  const { unit, source } = chosen;
  const curve = useRead('moneyCurve', { params: { cycle }, query: { ...(unit === '' ? {} : { unit }), ...(source === '' ? {} : { source }) } });
  const flows = useRead('moneyFlows', { params: { cycle } });
  const units = useUnits(unit);
  return (
    <>
      <p className="small"><Link to={at('/funds')}>{say(words.back)}</Link></p>
      <Shown of={curve} lines={8}>{(view) => (
        <>
          <header className={styles['head']}>
            <h1>{say(words.title)}</h1>
            <p className={`lead ${styles['lead']}`}>{leadOf(view, chosen, say)}</p>
            {view.curve && view.received > 0 && <p className="small">{say(words.basis, { name: say(view.curve.name), basis: say(view.curve.basis) })}{say.language === 'zh' ? '；' : '; '}{view.margin > 0 ? say(words.margin, { n: say.number(view.margin) }) : say(words.marginNone)}</p>}
          </header>
          {(view.received > 0 || unit !== '' || source !== '') && <div className={`${styles['filters']} no-print`}>
            <label>{say(words.unit)}<select value={unit} onChange={(event) => turn({ unit: event.target.value })}><option value="">{say(words.all)}</option>{units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
            {flows.data && <SourceSelect value={source} flows={flows.data} onChange={(one) => turn({ source: one })} />}
            <label className={styles['check']}><input type="checkbox" checked={chosen.isWithout} onChange={(event) => turn({ isWithout: event.target.checked })} />{say(words.without)}</label>
          </div>}
          {view.received > 0 && <>
            <Drawing curve={view} isWithout={chosen.isWithout} />
            <Figures curve={view} />
            <Rates chosen={chosen} turn={turn} today={view.on} />
          </>}
          {view.received <= 0 && (unit !== '' || source !== '') && <Empty><p>{say(words.noneHere)}</p></Empty>}
        </>
      )}</Shown>
      <Contradictions />
    </>
  );
}

const rounded = (points: number): number => Math.round(Math.abs(points) * 100) / 100;

/** «到11月22日支出3,120万元，占到账7,346万元的42%，序时进度应到61%：落后19个百分点。» */
function leadOf(view: Curve, { isWithout, unit, source }: Chosen, say: Say): string {
  if (view.received <= 0) return say(unit + source === '' ? words.none : words.noneHere);
  const now = view.points.filter(({ on }) => on <= view.on).at(-1);
  const rate = now ? rateOf(now, isWithout) : null;
  const began = say(words.lead, { date: say.date(view.on), paid: sayMoney(view.paid, say), received: sayMoney(view.received, say), rate: say.percent(rate) });
  if (!view.curve || rate === null) return began + say(words.noCurve);
  const gap = view.curve.scheduled - rate;
  const verdict = rounded(gap) === 0 ? say(words.even) : say(gap > 0 ? words.behind : words.ahead, { n: say.number(rounded(gap)) });
  return began + say(words.asked, { scheduled: say.percent(view.curve.scheduled), verdict });
}

/** The same figures, to be read out and to be copied. */
function Figures({ curve }: { curve: Curve }) {
  const say = useSay();
  const { points, on: today } = curve;
  const number = (value: number | null): string => (value === null ? '—' : say.number(value));
  return (
    <details className={styles['figures']}>
      <summary>{say(words.table)}</summary>
      <div className={`card ${styles['scroll']}`} tabIndex={0} role="group" aria-label={say(words.table)}>
        <table className={`${money['table']} ${money['lines']}`}>
          <thead><tr><th scope="col">{say(words.on)}</th>{[words.scheduledColumn, words.receivedColumn, words.paidColumn, words.withColumn, words.withoutColumn].map((name) => <th key={name.zh} scope="col" className="number">{say(name)}</th>)}</tr></thead>
          <tbody>{points.map((point) => (
            <tr key={point.on}>
              <th scope="row">{point.on === today ? <b>{say(words.today, { date: say.date(point.on) })}</b> : say.date(point.on)}</th>
              <td className="number" data-name={say(words.scheduledColumn)}>{number(point.scheduled)}</td><td className="number" data-name={say(words.receivedColumn)}>{point.received === null ? '—' : yuanText(point.received)}</td><td className="number" data-name={say(words.paidColumn)}>{point.paid === null ? '—' : yuanText(point.paid)}</td>
              <td className="number" data-name={say(words.withColumn)}>{number(point.rateWith)}</td><td className="number" data-name={say(words.withoutColumn)}>{number(point.rateWithout)}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
      <p style={{ marginTop: 8, textAlign: 'end' }}><ExportButton name={`${say(curveNav)}-${today}`} rows={() => points} columns={[
        { title: say(words.on), width: 12, value: ({ on }) => ({ date: on }) }, { title: say(words.scheduledColumn), width: 12, value: ({ scheduled }) => scheduled },
        { title: say(words.receivedColumn), width: 18, value: ({ received }) => (received === null ? null : Number(typedFen(received, 'yuan'))) }, { title: say(words.paidColumn), width: 18, value: ({ paid }) => (paid === null ? null : Number(typedFen(paid, 'yuan'))) },
        { title: say(words.withColumn), width: 12, value: ({ rateWith }) => rateWith }, { title: say(words.withoutColumn), width: 20, value: ({ rateWithout }) => rateWithout },
      ]} /></p>
    </details>
  );
}
