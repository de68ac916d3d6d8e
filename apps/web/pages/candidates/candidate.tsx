import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { stateWords } from '#libs/contracts/state-words';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { groupBy } from '../../base/group.ts';
import { sayMoney } from '../../base/money.ts';
import { Note, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { phaseWords } from '../funds/phase-words.ts';
import { candidateWords as words } from './words.ts';
import line from '../funds/line.module.css';
import money from '../funds/money.module.css';
import styles from './candidates.module.css';

type View = AnswerOf<'candidate'>;
type Notice = View['notices'][number];

/** One candidate with what shows it: the article beside the facts, whose days they were, what was told. Nothing is decided here. */
export default function Candidate() {
  const { cycle, line: of, candidate } = useParams<{ cycle: string; line: string; candidate: string }>();
  const read = useRead('candidate', { params: { cycle, line: of, candidate } });
  return <Shown of={read} lines={8}>{(view) => <Loaded view={view} />}</Shown>;
}

function Loaded({ view }: { view: View }) {
  const say = useSay();
  const at = useAt();
  const { unitName, sign, amount, dueOn, status, endedAt, daysOver, notices, orders, unit } = view;
  const own = daysOver.find((one) => one.unit === unit)?.days ?? 0;
  const told = notices.filter(({ toldAt }) => toldAt !== null);
  return (
    <>
      <header className={line['heading']}>
        <p className={line['trail']}><Link to={at('/candidates')}>{say(words.title)}</Link><span aria-hidden>›</span><Link to={at(`/funds/${view.line}`)}>{view.purpose}</Link><span aria-hidden>›</span><span>{view.documentNumber}</span></p>
        <h1>{say(words.heading, { unit: unitName, sign: say(words.signs[sign]), amount: sayMoney(amount, say) })}</h1>
        <p className={`lead ${line['verdict']}`}>{status === 'withdrawn' ? say(words.verdictMoved, { date: say.date(dueOn), unit: unitName, n: own, ended: endedAt === null ? '' : say.date(localDateOf(endedAt)) })
          : say(words.verdict, { date: say.date(dueOn), unit: unitName, n: own, notices: together(told).length, orders: ordersSaid(orders, say) })}</p>
        <p className="small">{say(words.article, { basis: say(view.dueBasis) })}</p>
      </header>
      <Note>{say(words.people)}</Note>
      <h2>{say(words.facts)}</h2>
      <Facts view={view} />
      <h2>{say(words.byHolder)}</h2>
      {daysOver.length === 0 ? <p className="lead">{say(words.noneOver)}</p> : <>
        <p className="lead">{daysOver.map((one) => `${one.unitName} ${say(words.nDays, { n: one.days })}`).join(say(words.list))}{say.language === 'zh' ? '。' : '. '}{say(words.own, { unit: unitName })}</p>
        <Holdings view={view} />
      </>}
      <h2>{say(words.moved)}</h2>
      {view.suspensions.length === 0 ? <p className="lead">{say(words.unmoved)}</p> : <ul className={`card ${styles['told']}`}>{view.suspensions.map(({ from, to, reason }) => <li key={from} style={{ display: 'block' }}>{to === null ? say(words.standing, { from: say.date(from), reason }) : say(words.stood, { from: say.date(from), to: say.date(to), reason })}</li>)}</ul>}
      <h2>{say(words.notices)}</h2>
      <Told view={view} />
    </>
  );
}

function ordersSaid(orders: View['orders'], say: Say): string {
  const [issued, drafts] = [orders.filter(({ number }) => number !== null).length, orders.filter(({ status }) => status === 'drafted').length];
  const parts = [...(issued > 0 ? [say(words.issuedOrders, { n: issued })] : []), ...(drafts > 0 ? [say(words.draftOrders, { n: drafts })] : [])];
  return parts.length === 0 ? say(words.noOrder) : parts.join(say(words.comma));
}

/** Each condition of the situation: what the record shows of it, and what only people can find out. */
function Facts({ view }: { view: View }) {
  const say = useSay();
  const at = useAt();
  return (
    <ul className={`card ${styles['facts']}`}>
      <li><h3>{say(words.rule)}</h3><div><p>{say(view.situation.basis)}</p><p className="small">{say(view.situation.trigger)}</p></div></li>
      {view.conditions.map(({ id, is, anyOf }) => (
        <li key={id}><h3>{say(words.kinds[is])}</h3><div>{anyOf.map((one) => (
          <p key={one.id}><span className={`${styles['tag']} ${one.isShown ? '' : styles[one.shownBy === 'person' ? 'ask' : 'absent']}`}>{say(one.isShown ? words.shown : one.shownBy === 'person' ? words.toConfirm : words.notShown)}</span>{say(one.says)}
            {one.isShown && <> · {sayMoney(view.amount, say)}{say(words.comma)}{say(words.was, { date: say.date(view.dueOn) })} <Link to={at(`/funds/${view.line}`)}>{say(words.line)}</Link></>}</p>
        ))}</div></li>
      ))}
    </ul>
  );
}

function Holdings({ view }: { view: View }) {
  const say = useSay();
  return (
    <div className={`card ${money['scroll']}`} style={{ marginTop: 12 }} tabIndex={0} role="group" aria-label={say(words.holdings)}>
      <table className={`${money['table']} ${money['lines']}`}>
        <thead><tr><th scope="col">{say(words.unit)}</th><th scope="col">{say(words.phase)}</th><th scope="col">{say(words.fromTo)}</th><th scope="col">{say(words.due)}</th><th scope="col" className="number">{say(words.days)}</th><th scope="col" className="number">{say(words.over)}</th><th scope="col" className="number">{say(words.amount)}</th></tr></thead>
        <tbody>{view.holdings.map((one) => (
          <tr key={`${one.parcel} ${one.slice} ${one.phase} ${one.from} ${one.item ?? ''}`}>
            <th scope="row">{one.unitName}</th><td data-name={say(words.phase)}>{say(phaseWords[one.phase])}</td>
            <td data-name={say(words.fromTo)}>{one.to === null ? say(words.until, { from: say.date(one.from) }) : say(words.span, { from: say.date(one.from), to: say.date(one.to) })}</td>
            <td data-name={say(words.due)}>{one.due === null ? <span className="small">{say(words.noDate)}</span> : say.date(one.due.dueOn)}</td>
            <td className="number" data-name={say(words.days)}>{say(words.nDays, { n: one.days })}</td>
            <td className="number" data-name={say(words.over)}>{one.daysOver === 0 ? '—' : <span className="late">{say(words.nDays, { n: one.daysOver })}</span>}</td>
            <td className="number" data-name={say(words.amount)}>{sayMoney(one.amount, say)}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

const together = (notices: readonly Notice[]): Notice[][] => [...groupBy(notices, ({ toldAt, at, words: said }) => `${toldAt ?? at} ${said}`).values()];

function Told({ view }: { view: View }) {
  const say = useSay();
  const at = useAt();
  const { notices, orders } = view;
  const who = (some: readonly Notice[]): string => [...new Set(some.map(({ person, postTitle }) => person ?? postTitle))].join(say(words.list));
  const orderLine = ({ unit, duty, number, status, deadline }: View['orders'][number]): ReactNode => (
    <li key={duty}><span>{say(words.order)}</span><p><Link to={at(`/units/${unit}/obligations/${duty}`)}>{number ?? say(words.seeOrder)}</Link> · {say(stateWords(status))}{deadline !== null && ` · ${say(words.deadline, { date: say.date(deadline) })}`}</p></li>
  );
  if (notices.length === 0 && orders.length === 0) return <p className="lead">{say(words.noNotices)}</p>;
  return (
    <ol className={`card ${styles['told']}`} aria-label={say(words.notices)}>
      {together(notices).map((some) => { const [one] = some; return one && <li key={`${one.at} ${one.stage} ${one.words}`}><time dateTime={one.toldAt ?? one.at}>{say.moment(one.toldAt ?? one.at)}</time><p>{one.words} · {say(one.toldAt === null ? words.planned : words.told, { who: who(some) })}</p></li>; })}
      {orders.map(orderLine)}
    </ol>
  );
}
