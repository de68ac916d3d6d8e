import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Empty, Outline, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { byKind, countsOf, hasBegun, owedIn, periodWords, share } from '../matrix/columns.ts';
import type { Column } from '../matrix/columns.ts';
import { holderOf } from '../overdue/text.ts';
import { Grid } from './grid.tsx';
import { overviewWords as words } from './words.ts';
import styles from './overview.module.css';

const Heat = lazy(() => import('./heat.tsx'));

/** A supervisor's first look: a sentence, five figures, what is longest overdue, and units × duties down to the evidence. */
export default function Overview() {
  const cycle = useCycle();
  const tree = useRead('tree', { params: { cycle }, query: { limit: 200 } });
  const matrix = useRead('matrix', { params: { cycle }, query: { limit: 1 } });
  const late = useRead('obligations', { params: { cycle }, query: { light: 'late', limit: 200 } });
  return (
    <Shown of={tree} lines={8}>{(tops) => (
      <Shown of={matrix} lines={8}>{({ columns }) => <Loaded tops={tops} columns={byKind(columns)} late={late.data} />}</Shown>
    )}</Shown>
  );
}

type Late = AnswerOf<'obligations'> | undefined;

function Loaded({ tops, columns, late }: { tops: AnswerOf<'tree'>; columns: readonly Column[]; late: Late }) {
  const say = useSay();
  const [isHeat, setHeat] = useState(false);
  const view = useRead('cycle', { params: { cycle: useCycle() } }).data;
  const names = tops.items.map(({ name }) => name).join(say(words.separator));
  const lateItems = tops.items.reduce((sum, { below, duties }) => sum + (below.late ?? 0) + duties.filter(({ light }) => light === 'late').length, 0);
  const letters = countsOf(columns.find(({ kind }) => kind === 'letter'));
  const reports = columns.filter((column) => column.kind === 'report' && column.period !== null);
  const report = reports.filter(hasBegun).at(-1);
  return (
    <>
      <h1>{say(words.title, { unit: names, year: view?.year ?? '', date: say.date(localDateOf(tops.now)) })}</h1>
      <Figures letters={letters} report={report} before={reports[reports.findIndex((one) => one === report) - 1]} late={lateItems} near={nearOf(tops)} under={tops.items[0]?.id} units={late ? { n: new Set(late.items.map(({ unit }) => unit)).size, isAll: late.next === null } : null} />
      <Longest late={late} />
      <div className={styles['bar']}>
        <h2>{say(words.grid)}</h2>
        <span role="group" aria-label={say(words.view)}>
          <Button kind="quiet" aria-pressed={!isHeat} onClick={() => setHeat(false)}>{say(words.asGrid)}</Button>
          <Button kind="quiet" aria-pressed={isHeat} onClick={() => setHeat(true)}>{say(words.heat)}</Button>
        </span>
      </div>
      {tops.items.length === 0 ? <Empty><p>{say(words.empty)}</p></Empty>
        : isHeat ? <Suspense fallback={<Outline lines={8} />}><Heat tops={tops.items} /></Suspense> : <Grid tops={tops.items} columns={columns} late={late?.items ?? []} />}
    </>
  );
}

const nearOf = ({ items }: AnswerOf<'tree'>): number => items.reduce((sum, { below, duties }) => sum + (below.near ?? 0) + duties.filter(({ light }) => light === 'near').length, 0);

/** The sentence, and the five figures it is made of. */
function Figures({ letters, report, before, late, near, units, under }: {
  under: string | undefined; letters: ReturnType<typeof countsOf>; report: Column | undefined; before: Column | undefined; late: number; near: number; units: { n: number; isAll: boolean } | null;
}) {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const asked = (column: Column | undefined) => ({ params: { cycle }, query: { period: column?.period ?? undefined, policy: column?.policy, under, limit: 1 } });
  const now = useRead('completeness', asked(report), { when: report !== undefined }).data?.total;
  const then = useRead('completeness', asked(before), { when: before !== undefined }).data?.total;
  const period = say(periodWords(report?.period ?? null) ?? report?.title ?? { zh: '', en: '' });
  const all = owedIn(letters);
  const change = now?.onTimeRate != null && then?.onTimeRate != null ? Math.round((now.onTimeRate - then.onTimeRate) * 10) / 10 : null;
  const signed = change === null ? '' : `${change > 0 ? '+' : change < 0 ? '−' : '±'}${say.number(Math.abs(change))}`;
  const lead = [
    all > 0 ? say(words.letters, { done: letters.done, all }) : '',
    now ? say(words.report, { period, all: now.expected, done: now.received }) : '',
    late === 0 ? say(words.lateNone) : units ? say(units.isAll ? words.lateSome : words.lateMany, { n: late, units: units.n }) : '',
  ].filter((one) => one !== '').join(say.language === 'zh' ? '' : ' ');
  const figures: readonly { value: string; says: string; to: string; isLate?: boolean }[] = [
    { value: say.percent(share(letters.done, all)), says: say(words.lettersInForce, { done: letters.done, all }), to: at('/matrix?kind=letter') },
    { value: say.percent(now?.rate ?? null), says: say(words.received, { period, all: now?.expected ?? 0 }), to: at('/completeness') },
    { value: say.percent(now?.onTimeRate ?? null), says: signed === '' ? say(words.onTime) : say(words.onTimeThan, { period: say(periodWords(before?.period ?? null) ?? { zh: '', en: '' }), change: signed }), to: at('/completeness') },
    { value: say.number(near), says: say(words.near), to: at('/matrix') },
    { value: say.number(late), says: units?.isAll ? say(words.lateUnits, { units: units.n }) : say(words.late), to: at('/overdue'), isLate: late > 0 },
  ];
  return (
    <>
      <p className="lead">{lead}</p>
      <ul className={`card ${styles['figures']}`} aria-label={say(words.figures)}>
        {figures.map(({ value, says, to, isLate }, n) => <li key={n}><Link to={to}><b className={isLate ? 'late' : ''}>{value}</b><span>{says}</span></Link></li>)}
      </ul>
    </>
  );
}

/** What has waited longest, in words, with whoever has it now. */
function Longest({ late }: { late: Late }) {
  const say = useSay();
  const at = useAt();
  const items = late?.items.slice(0, 3) ?? [];
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{say(words.longest)}</h2>
      <ul className={`card ${styles['longest']}`}>
        {items.map((one) => (
          <li key={one.obligation}>
            <Link to={at(`/units/${one.unit}/obligations/${one.duty}`)}>{one.unitName} · {say(one.title)}</Link>
            <span className="late">{say.days(-(one.workingDaysLate ?? 0), true)}</span>
            <span className="small">{one.waitsFor.length > 0 && say(words.with, { posts: holderOf(one, say) })}</span>
          </li>
        ))}
        <li><Link to={at('/overdue')}>{say(words.allLate)}</Link></li>
      </ul>
    </section>
  );
}
