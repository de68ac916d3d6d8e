import type { CSSProperties } from 'react';
import { sayMoney } from '../../base/money.ts';
import { useSay } from '../../base/say.ts';
import type { Pair, Say } from '../../base/say.ts';
import { axisOf, branchesOf, placeOf } from './route.ts';
import type { Axis, Branch, EndRow, HeldRow, LineView, RouteRow, Span } from './route.ts';
import { lineWords as words } from './line-words.ts';
import { dateWords } from './told-words.ts';
import styles from './route.module.css';

/** Branches are laid out up to here; beyond, those in which nobody is late are opened by hand. */
const fewRows = 18;

const isHeld = (row: RouteRow): row is HeldRow => 'spans' in row;
const short = (day: string): string => `${Number(day.slice(5, 7))}-${Number(day.slice(8, 10))}`;

/** In whose hands the money was, on one axis of time; red is only what is the holder's own after its date. */
export function Route({ view, today }: { view: LineView; today: string }) {
  const say = useSay();
  const branches = branchesOf(view, today);
  const rows = branches.flatMap((branch) => branch.rows);
  const axis = axisOf(rows);
  const isSplit = branches.filter(({ head }) => head !== null).length > 1;
  return (
    <section className={`card ${styles['route']}`} aria-label={say(words.inHands)}>
      <div>
        <div className={styles['head']} aria-hidden="true">
          <span>{say(words.inHands)}</span>
          <div className={styles['axis']}>{axis.months.map((day) => <span key={day} style={at(placeOf(day, axis))}>{monthName(day, say)}</span>)}</div>
          <span>{say(words.used)}</span>
        </div>
        {branches.map((branch) => (branch.head === null || !isSplit ? branch.rows.map((row) => <Row key={row.key} row={row} axis={axis} today={today} view={view} />)
          : <Split key={branch.key} branch={branch} isOpen={rows.length <= fewRows || overOf(branch).daysOver > 0} axis={axis} today={today} view={view} />))}
      </div>
      <RouteTable rows={rows} view={view} />
    </section>
  );
}

const at = (left: number): CSSProperties => ({ left: `${left}%` });
const monthName = (day: string, say: Say): string => {
  const n = Number(day.slice(5, 7));
  const month = say.language === 'zh' ? say(words.month, { n }) : say(words.months).split(' ')[n - 1] ?? '';
  return n === 1 ? say(words.yearMonth, { year: day.slice(0, 4), month }) : month;
};

function overOf({ rows }: Branch): { daysOver: number; name: string } {
  return rows.filter(isHeld).reduce((most, { daysOver, name }) => (daysOver > most.daysOver ? { daysOver, name } : most), { daysOver: 0, name: '' });
}

function Split({ branch, isOpen, axis, today, view }: { branch: Branch; isOpen: boolean; axis: Axis; today: string; view: LineView }) {
  const say = useSay();
  const { head, rows } = branch;
  const paid = rows.reduce((sum, row) => sum + (row.what === 'paid' ? row.amount : 0), 0);
  const { daysOver, name } = overOf(branch);
  return (
    <details className={styles['branch']} open={isOpen}>
      <summary><b>{say(words.branch, { unit: head?.name ?? '' })}</b><span>{say(words.branchSums, { amount: sayMoney(head?.amount ?? 0, say), paid: sayMoney(paid, say) })}</span>
        {daysOver > 0 && <span className="late">{say(words.branchLate, { n: daysOver, unit: name })}</span>}</summary>
      {rows.map((row) => <Row key={row.key} row={row} axis={axis} today={today} view={view} />)}
    </details>
  );
}

function Row({ row, axis, today, view }: { row: RouteRow; axis: Axis; today: string; view: LineView }) {
  const style = { '--depth': row.depth } as CSSProperties;
  return <div className={styles['row']} style={style} aria-hidden="true">{isHeld(row) ? <Held row={row} axis={axis} today={today} view={view} /> : <End row={row} axis={axis} />}</div>;
}

function Held({ row, axis, today, view }: { row: HeldRow; axis: Axis; today: string; view: LineView }) {
  const say = useSay();
  const bar = ({ from, to }: Span, look: string) => <i key={`${look}${from}`} className={`${styles['bar']} ${styles[look] ?? ''}`} style={{ left: `${placeOf(from, axis)}%`, width: `${Math.max(0, placeOf(to, axis) - placeOf(from, axis))}%` }} />;
  const due = row.due?.dueOn;
  return (
    <>
      <div className={styles['who']}><b>{row.name}</b><span>{saysOf(row, view, say).join(say(words.comma))}</span></div>
      <div className={styles['bars']}>
        {row.isOpen && <i className={styles['today']} style={at(placeOf(today, axis))} />}
        {row.spans.map((span) => bar(span, row.what === 'kept' || row.what === 'unrecorded' ? 'kept' : 'own'))}
        {row.flight.map((span) => bar(span, 'flight'))}
        {row.over.map((span) => bar(span, 'over'))}
        {due !== undefined && due <= axis.to && due >= axis.from && <i className={styles['tick']} style={at(placeOf(due, axis))} />}
      </div>
      <div className={styles['took']}><b className={row.daysOver > 0 ? 'late' : ''}>{say(words.days, { n: row.days })}</b>{limitsOf(row, say).map((line) => <span key={line}>{line}</span>)}</div>
    </>
  );
}

function End({ row, axis }: { row: EndRow; axis: Axis }) {
  const say = useSay();
  const place = placeOf(row.on, axis);
  const said = row.what === 'paid' ? say(words.came, { date: say.date(row.on), amount: sayMoney(row.amount, say) }) : `${say(words[row.why ?? 'reduced'])} ${sayMoney(row.amount, say)}`;
  return (
    <>
      <div className={styles['who']}><b>{row.what === 'paid' ? say(words.payee, { payee: row.name }) : row.name}</b><span>{endOf(row, say)}</span></div>
      <div className={styles['bars']}>
        <i className={`${styles['dot']} ${row.what === 'left' ? styles['left'] : ''}`} style={at(place)} />
        <span className={styles['dotText']} style={place > 55 ? { right: `calc(${100 - place}% + 12px)` } : { left: `calc(${place}% + 12px)` }}>{said}</span>
      </div>
      <div className={styles['took']}><b className={row.what === 'paid' ? 'done' : ''}>{say(row.what === 'paid' ? words.done : words[row.why ?? 'reduced'])}</b></div>
    </>
  );
}

const endOf = ({ what, voucher, payees }: EndRow, say: Say): string => (what === 'left' ? voucher : `${say(words.voucher, { voucher })}${payees > 1 ? `${say(words.comma)}${say(words.payees, { n: payees })}` : ''}`);

const cameWords: Readonly<Record<string, Pair>> = { passedOn: words.arrived, givenBack: words.cameBack, calledBack: words.calledBack, reallocated: words.reallocated };

/** What happened to it there, in the shortest words. */
function saysOf({ what, amount, request, parcel, came, since }: HeldRow, view: LineView, say: Say): string[] {
  if (what === 'finance' && request) return [sayMoney(amount, say), request.passages.map(({ act, on }) => say(words.passages[act], { date: short(on) })).join(say(words.comma))];
  if (what === 'kept') return [say(words.kept), sayMoney(amount, say)];
  if (what === 'unrecorded') return [sayMoney(amount, say), say(words.unrecorded)];
  const open = parcel.suspensions.find(({ to }) => to === null);
  const correcting = view.holdings.filter((one) => one.parcel === parcel.id && one.phase === 'correcting').reduce((sum, { days }) => sum + days, 0);
  return [
    sayMoney(amount, say), say(cameWords[came?.way ?? 'passedOn'] ?? words.arrived, { date: short(came?.receivedOn ?? since) }),
    ...view.hops.filter(({ from, status }) => from === parcel.id && status === 'inFlight').map((hop) => say(words.flying, { amount: sayMoney(hop.amount, say), unit: view.route.find(({ unit }) => unit === hop.to)?.name ?? hop.to })),
    ...(correcting > 0 ? [say(words.correcting, { n: correcting })] : []), ...(open ? [say(words.suspended, { from: short(open.from), reason: open.reason })] : []),
  ];
}

/** The first date of money whose date moved; finance and retention have dates of their own. */
const firstOf = ({ what, due, parcel }: HeldRow): string | null => (what !== 'finance' && what !== 'kept' && due !== null && due.dueOn === parcel.due?.dueOn && parcel.originalDueOn !== due.dueOn ? parcel.originalDueOn : null);

function limitsOf(row: HeldRow, say: Say): string[] {
  const { what, due, limit, days, daysOver, accepted } = row;
  const since = accepted !== null && accepted !== days ? [say(words.afterAcceptance, { n: accepted })] : [];
  if (what === 'unrecorded') return [say(words.nobodys)];
  if (due === null) return [...since, say(words.noLimit)];
  const within = what === 'kept' || limit === null ? say(words.dueOn, { date: say.fullDate(due.dueOn) }) : say(words.limit, { n: limit });
  const first = firstOf(row);
  return [...since, ...(first === null ? [] : [say(dateWords.original, { date: say.date(first) })]), `${within}${daysOver > 0 ? `${say(words.comma)}${say(words.daysOver, { n: daysOver })}` : ''}`, say(due.basis)];
}

/** The same for whoever does not see the bars. */
function RouteTable({ rows, view }: { rows: readonly RouteRow[]; view: LineView }) {
  const say = useSay();
  const spans = ({ spans: all, isOpen }: HeldRow): string => all.map(({ from, to }, n) => (isOpen && n === all.length - 1 ? say(words.toNow, { from: say.date(from) }) : say(words.span, { from: say.date(from), to: say.date(to) }))).join(say(words.comma));
  return (
    <div className="hidden-visually"><table>
      <caption>{say(words.table)}</caption>
      <thead><tr><th scope="col">{say(words.unit)}</th><th scope="col">{say(words.what)}</th><th scope="col">{say(words.fromTo)}</th><th scope="col">{say(words.used)}</th></tr></thead>
      <tbody>{rows.map((row) => (
        <tr key={row.key}>
          <th scope="row">{row.name}</th>
          {isHeld(row) ? <><td>{saysOf(row, view, say).join(say(words.comma))}</td><td>{spans(row)}</td><td>{[say(words.days, { n: row.days }), ...limitsOf(row, say)].join(say(words.comma))}</td></>
            : <><td>{sayMoney(row.amount, say)} {endOf(row, say)}</td><td>{say.date(row.on)}</td><td>{say(row.what === 'paid' ? words.done : words[row.why ?? 'reduced'])}</td></>}
        </tr>
      ))}</tbody>
    </table></div>
  );
}
