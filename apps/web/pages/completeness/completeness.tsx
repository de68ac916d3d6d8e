import { useQueries } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { stateWords } from '#libs/contracts/state-words';
import { localDateOf } from '#libs/domain/time/instant';
import { ask, keyOf, useRead } from '../../base/api.ts';
import type { AnswerOf, Refusal } from '../../base/api.ts';
import { ExportButton } from '../../base/export.tsx';
import { Empty, Outline, RefusalNote, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { hasBegun } from '../matrix/columns.ts';
import type { Column } from '../matrix/columns.ts';
import { completenessWords as words } from './words.ts';
import styles from './completeness.module.css';

type Answer = AnswerOf<'completeness'>;
type Counts = Answer['total'];

/** How complete and how timely the reports are, period beside period, unit by unit, down the tree. */
export default function Completeness() {
  const cycle = useCycle();
  const under = new URLSearchParams(useSearch()).get('under') ?? undefined;
  const matrix = useRead('matrix', { params: { cycle }, query: { kind: 'report', limit: 1, under } });
  return <Shown of={matrix} lines={8}>{({ columns, rows }) => <Periods key={under} columns={columns} root={rows[0]} under={under} />}</Shown>;
}

function Periods({ columns, root, under }: { columns: readonly Column[]; root: AnswerOf<'matrix'>['rows'][number] | undefined; under: string | undefined }) {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const [, go] = useLocation();
  const policy = new URLSearchParams(useSearch()).get('policy') ?? '';
  const policies = [...new Map(columns.map((column) => [column.policy, column])).values()];
  const mine = columns.filter((column) => policy === '' || column.policy === policy);
  const periods = [...new Set(mine.map(({ period }) => period))].filter((period) => period !== null);
  const asked = periods.map((period) => ({ params: { cycle }, query: { period: period as 'Q1', under: under ?? root?.unit, limit: 200, ...(policy === '' ? {} : { policy }) } }));
  const reads = useQueries({ queries: asked.map((one) => ({ queryKey: keyOf('completeness', one), queryFn: ({ signal }: { signal: AbortSignal }) => ask('completeness', one, { signal }) })) });
  const refusal = reads.find(({ error }) => error)?.error as Refusal | null | undefined;
  if (refusal) return <RefusalNote refusal={refusal} onRetry={() => reads.forEach((read) => void read.refetch())} />;
  if (reads.some(({ data }) => data === undefined)) return <Outline lines={8} />;
  const answers = reads.flatMap(({ data }) => data ?? []);
  // Units that no period asks for a report stand in the tree, and not here.
  const units = (answers[0]?.items ?? []).filter(({ unit }) => answers.some(({ items }) => items.some((item) => item.unit === unit && item.expected > 0)));
  // The last period that anybody had to report for: what is said aloud.
  const last = periods.findLastIndex((period) => mine.some((column) => column.period === period && hasBegun(column)));
  const total = answers[last]?.total;
  const turn = (to: Record<string, string>): void => {
    const next = new URLSearchParams(Object.entries({ under: under ?? '', policy, ...to }).filter(([, value]) => value !== ''));
    go(at(`/completeness${next.size > 0 ? `?${next}` : ''}`));
  };
  const name = (period: string | null | undefined): string => (period ? say(stateWords(period)) : '');
  const countsOf = (unit: string, n: number): Counts | undefined => answers[n]?.items.find((item) => item.unit === unit);
  return (
    <>
      <p className="small">{under !== undefined && <><Link to={at(root?.under && root.depth > 1 ? `/completeness?under=${root.under}` : '/completeness')}>{say(words.back)}</Link> · {root?.name}</>}</p>
      <h1>{say(words.title)}</h1>
      <p className="lead">{total === undefined ? say(words.none) : <>
        {say(words.lead, { period: name(periods[last]), expected: total.expected, received: total.received, rate: say.percent(total.rate), onTime: total.onTime, onTimeRate: say.percent(total.onTimeRate) })}
        {total.onTime > total.onTimeByOriginalDate && say(words.justified, { original: total.onTimeByOriginalDate, n: total.onTime - total.onTimeByOriginalDate })}</>}</p>
      <div className={styles['filters']}>
        {policies.length > 1 && <label>{say(words.report)}<select value={policy} onChange={(event) => turn({ policy: event.target.value })}><option value="">{say(words.all)}</option>{policies.map((one) => <option key={one.policy} value={one.policy}>{say(one.title)}</option>)}</select></label>}
        <span className={styles['legend']}><i className={styles['inTime']} />{say(words.legendOnTime)}<i className={styles['late']} />{say(words.legendLate)}<i className={styles['missing']} />{say(words.legendMissing)}<i className={styles['toCome']} />{say(words.legendToCome)}</span>
        <span className={styles['push']} />
        <ExportButton name={`${say(words.title)}-${root?.name ?? ''}-${answers[0] ? localDateOf(answers[0].now) : ''}`} rows={() => units} columns={[
          { title: say(words.unit), width: 24, value: ({ unitName }: Answer['items'][number]) => unitName },
          ...periods.flatMap((period, n) => ([['expectedColumn', 'expected'], ['received', 'received'], ['onTime', 'onTime'], ['originalColumn', 'onTimeByOriginalDate'], ['rateColumn', 'rate'], ['onTimeColumn', 'onTimeRate']] as const)
            .map(([title, of]) => ({ title: `${name(period)} ${say(words[title])}`, width: 16, value: ({ unit }: Answer['items'][number]) => countsOf(unit, n)?.[of] ?? null }))),
        ]} />
      </div>
      {units.length + (total?.expected ?? 0) === 0 ? <Empty><p>{say(words.none)}</p></Empty> : (
        <div className={`card ${styles['scroll']}`} tabIndex={0} role="region" aria-label={say(words.table)}>
          <table className={styles['table']}>
            <thead><tr><th scope="col">{say(words.unit)}</th>{periods.map((period) => <th key={period} scope="col">{name(period)}</th>)}</tr></thead>
            <tbody>
              <tr className={styles['total']}><th scope="row">{say(words.total)}</th>{answers.map(({ total: all }, n) => <Bar key={n} counts={all} period={name(periods[n])} />)}</tr>
              {answers.some(({ own }) => own.expected > 0) && <tr><th scope="row">{say(words.own, { unit: root?.name ?? '' })}</th>{answers.map(({ own }, n) => <Bar key={n} counts={own} period={name(periods[n])} />)}</tr>}
              {units.map(({ unit, unitName, expected }) => (
                <tr key={unit}><th scope="row">{expected > 1 ? <Link to={at(`/completeness?${new URLSearchParams({ under: unit, ...(policy === '' ? {} : { policy }) })}`)}>{unitName}</Link> : <Link to={at(`/units/${unit}`)}>{unitName}</Link>}</th>
                  {periods.map((period, n) => <Bar key={period} counts={countsOf(unit, n)} period={name(period)} />)}</tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <section>
        <h2>{say(words.definitions)}</h2>
        <ul className={styles['definitions']}>{[words.defineExpected, words.defineReceived, words.defineOnTime, words.defineOriginal].map((text) => <li key={text.en}>{say(text)}</li>)}</ul>
      </section>
    </>
  );
}

/** One unit in one period: in time, late, missing and still to come as parts of what is owed, and the two rates in figures. */
function Bar({ counts, period }: { counts: Counts | undefined; period: string }) {
  const say = useSay();
  if (!counts || counts.expected === 0) return <td className="small">—</td>;
  const { expected, received, onTime, late, missing, toCome, rate, onTimeRate } = counts;
  const parts = [['inTime', onTime], ['late', late], ['missing', missing], ['toCome', toCome]] as const;
  return (
    <td>
      <div className={styles['figures']}>{received === 0 && missing === 0 ? <span className="small">{say(words.toCome)}</span> : <>
        <span>{received}/{expected} <b>{say.percent(rate)}</b></span><span>{say(words.onTime)} <b>{say.percent(onTimeRate)}</b></span></>}</div>
      <div className={styles['bar']} role="img" aria-label={say(words.bar, { period, expected, onTime, late, missing, toCome })}>{parts.map(([part, n]) => n > 0 && <i key={part} className={styles[part]} style={{ flexGrow: n }} />)}</div>
    </td>
  );
}
