import { useState } from 'react';
import { Link } from 'wouter';
import { lights, worstFirst } from '#libs/domain/light';
import type { Light } from '#libs/domain/light';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { LightShape } from '../../base/light.tsx';
import { usePages } from '../../base/list.ts';
import { RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords, lightWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { columnOf, hasBegun, periodWords } from '../matrix/columns.ts';
import type { Column } from '../matrix/columns.ts';
import { overviewWords as words } from './words.ts';
import styles from './overview.module.css';

type Unit = AnswerOf<'tree'>['items'][number];
type LateItem = AnswerOf<'obligations'>['items'][number];

interface Shared {
  columns: readonly Column[];
  late: ReadonlyMap<string, LateItem>;
}

/** Units × duties as shapes. A unit is opened to see those below it: one level is read at a time. */
export function Grid({ tops, columns, late }: { tops: readonly Unit[]; columns: readonly Column[]; late: readonly LateItem[] }) {
  const say = useSay();
  const [isAll, setAll] = useState(false);
  const shown = columns.filter((column) => isAll || hasBegun(column));
  const shared: Shared = { columns: shown, late: new Map(late.map((one) => [one.obligation, one])) };
  return (
    <>
      <div className={`card ${styles['scroll']}`} tabIndex={0} role="region" aria-label={say(words.grid)}>
        <table className={styles['grid']}>
          <thead><tr>
            <th scope="col">{say(words.unit)}</th><th scope="col">{say(words.below)}</th>
            {shown.map(({ key, title, period }) => { const of = periodWords(period); return <th key={key} scope="col">{of && <span>{say(of)}</span>}{say(title)}</th>; })}
            <th scope="col">{say(words.longestOf)}</th>
          </tr></thead>
          <tbody>{tops.map((unit) => <UnitRows key={unit.id} unit={unit} depth={0} isFirstOpen={tops.length === 1} {...shared} />)}</tbody>
        </table>
      </div>
      <div className={styles['legend']}>
        {lights.map((light) => <span key={light}><LightShape light={light} size={14} label="" /> {light === 'late' ? say(words.legendDays) : say(lightWords[light])}</span>)}
        {columns.length > shown.length || isAll ? <label><input type="checkbox" checked={isAll} onChange={(event) => setAll(event.target.checked)} /> {say(words.withFuture)}</label> : null}
        <span>{say(words.othersHands)}</span>
      </div>
    </>
  );
}

function UnitRows({ unit, depth, isFirstOpen = false, ...shared }: Shared & { unit: Unit; depth: number; isFirstOpen?: boolean }) {
  const say = useSay();
  const at = useAt();
  const [isOpen, setOpen] = useState(isFirstOpen);
  const { columns, late } = shared;
  const own = unit.duties.flatMap((duty) => { const column = columnOf(duty.duty, columns); return column ? [{ ...duty, key: column.key }] : []; });
  const longest = unit.duties.flatMap(({ obligation }) => late.get(obligation) ?? []).sort((a, b) => (b.workingDaysLate ?? 0) - (a.workingDaysLate ?? 0))[0];
  return (
    <>
      <tr className={unit.children > 0 ? styles['parent'] : ''}>
        <th scope="row" style={{ paddingInlineStart: 12 + depth * 18 }}>
          {unit.children > 0
            ? <button type="button" className={styles['toggle']} aria-expanded={isOpen} aria-label={say(isOpen ? words.close : words.open, { unit: unit.name })} onClick={() => setOpen(!isOpen)}><svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><path d="M3 1.5L6.5 5 3 8.5" fill="none" stroke="currentColor" strokeWidth="1.5" /></svg></button>
            : <span className={styles['toggle']} />}
          <Link to={at(`/units/${unit.id}`)}>{unit.name}</Link>
        </th>
        <td className={styles['words']}>{unit.children > 0 && <Below below={unit.below} />}</td>
        {columns.map((column) => <Cell key={column.key} unit={unit} column={column} duties={own.filter(({ key }) => key === column.key)} late={late} />)}
        <td className={styles['words']}>{longest && <Link className="late" to={at(`/units/${unit.id}/obligations/${longest.duty}`)}>{say(longest.title)} {say.days(-(longest.workingDaysLate ?? 0), true)}</Link>}</td>
      </tr>
      {isOpen && unit.children > 0 && <Children of={unit} depth={depth + 1} {...shared} />}
    </>
  );
}

/** Units of the statistical tree that this year asks nothing of are named, and get no row. */
const owes = ({ duties, children }: Unit): boolean => duties.length > 0 || children > 0;

function Children({ of, depth, ...shared }: Shared & { of: Unit; depth: number }) {
  const say = useSay();
  const cycle = useCycle();
  const level = usePages('tree', { params: { cycle }, query: { under: of.id, limit: 100 } });
  const span = shared.columns.length + 3;
  const { items = [] } = level;
  const others = items.filter((unit) => !owes(unit));
  return (
    <>
      {items.filter(owes).map((unit) => <UnitRows key={unit.id} unit={unit} depth={depth} {...shared} />)}
      {others.length > 0 && <tr><td colSpan={span} className={`small ${styles['others']}`} style={{ paddingInlineStart: 40 + depth * 18 }}>{say(words.others, { unit: of.name, n: others.length, names: others.map(({ name }) => name).join(say(words.separator)) })}</td></tr>}
      {!level.first && <tr><td colSpan={span} className="small" style={{ paddingInlineStart: 36 + depth * 18 }}>{level.error ? <RefusalNote refusal={level.error} onRetry={level.refetch} /> : say(baseWords.reading)}</td></tr>}
      {level.hasMore && <tr><td colSpan={span}><Button kind="quiet" busy={level.isReading && say(baseWords.reading)} onClick={level.more}>{say(words.more, { unit: of.name })}</Button></td></tr>}
    </>
  );
}

type Duty = Unit['duties'][number];

/** The duties of a unit in one column as one shape: the one that most needs somebody. */
function Cell({ unit, column, duties, late }: { unit: Unit; column: Column; duties: readonly Duty[]; late: Shared['late'] }) {
  const say = useSay();
  const at = useAt();
  const [worst] = [...duties].sort((a, b) => worstFirst.indexOf(a.light) - worstFirst.indexOf(b.light));
  if (!worst) return <td aria-label={say(lightWords.void)} />;
  const days = Math.max(...duties.map(({ obligation }) => late.get(obligation)?.workingDaysLate ?? 0));
  const facts = { unit: unit.name, title: `${say(periodWords(column.period) ?? { zh: '', en: '' })} ${say(column.title)}`.trim(), light: say(lightWords[worst.light]) };
  const said = worst.light === 'late' && days > 0 ? say(words.cellLate, { ...facts, days: say.days(-days, true) }) : say(words.cell, facts);
  return (
    <td>
      <Link to={at(duties.length === 1 || worst.light === 'late' ? `/units/${unit.id}/obligations/${worst.duty}` : `/units/${unit.id}`)} aria-label={said} title={said} className={styles['cell']}>
        <LightShape light={worst.light} label="" />{worst.light === 'late' && days > 0 && <span className="late">{days}</span>}{duties.length > 1 && <span className="small">×{duties.length}</span>}
      </Link>
    </td>
  );
}

function Below({ below }: { below: Partial<Record<Light, number>> }) {
  const say = useSay();
  const { late = 0, near = 0 } = below;
  if (late + near === 0) return <span className="small">{say(words.allDone)}</span>;
  return <>{late > 0 && <span className="late">{say(words.lateBelow, { n: late })}</span>} {near > 0 && <span className="near">{say(words.nearBelow, { n: near })}</span>}</>;
}
