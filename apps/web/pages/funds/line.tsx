import { lazy, Suspense, useState } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import type { FundsCommandName } from '#libs/domain/funds/funds-line';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { sayMoney } from '../../base/money.ts';
import { Note, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { actWords, moneyActWords } from './act-words.ts';
import { actsOf, thingOf } from './acts.ts';
import type { ActsAt } from './acts.ts';
import { MovedDates } from './dates.tsx';
import { Details } from './details.tsx';
import { LineProjects } from './line-projects.tsx';
import { lineWords as words } from './line-words.ts';
import { moneyNav } from './nav-words.ts';
import { Route } from './route.tsx';
import { verdictOf } from './route.ts';
import type { LineView, Verdict } from './route.ts';
import { shareOf } from './share.ts';
import { ToldAbout } from './told.tsx';
import styles from './line.module.css';

const MoneyDialog = lazy(() => import('./dialogs.tsx'));

/** One allocation: the verdict in a sentence, its route as it flowed, what the reader may do, and every paper behind it. */
export default function Line() {
  const { cycle, line } = useParams<{ cycle: string; line: string }>();
  const read = useRead('fundsLine', { params: { cycle, line } });
  const now = useRead('cycle', { params: { cycle } }).data?.now;
  return <Shown of={read} lines={8}>{(view) => <Loaded key={line} view={view} today={localDateOf(now ?? view.now)} />}</Shown>;
}

function Loaded({ view, today }: { view: LineView; today: string }) {
  const say = useSay();
  const at = useAt();
  const verdict = verdictOf(view, today);
  return (
    <>
      <header className={styles['heading']}>
        <p className={styles['trail']}><Link to={at('/funds')}>{say(moneyNav)}</Link><span aria-hidden>›</span><Link to={at(`/funds?source=${view.source.id}`)}>{say(view.source.name)}</Link><span aria-hidden>›</span><span>{view.document.number}</span></p>
        <h1>{view.purpose} {sayMoney(view.received, say)}</h1>
        <p className={`lead ${styles['verdict']}`}>{verdictText(verdict, say)}</p>
        <p className="small">{[say(words.kinds[view.kind]), ...(view.carried > 0 ? [say(words.carried, { n: view.carried })] : []), ...(view.isSurplus ? [say(words.surplus, { n: view.carried })] : []), ...(view.status === 'closed' ? [say(words.closed)] : [])].join(' · ')}</p>
      </header>
      <Figures view={view} verdict={verdict} />
      <Acts view={view} today={today} />
      <Route view={view} today={today} />
      <MovedDates view={view} />
      <ToldAbout line={view.line} />
      <LineProjects line={view.line} root={view.root} />
      <Details view={view} />
    </>
  );
}

/** «到收款人用了79天，其中38天在区财政局：超出21天，不计太平镇、通明村。» */
function verdictText(verdict: Verdict, say: Say): string {
  const { unrecorded } = verdict;
  return unrecorded === 0 ? whereText(verdict, say) : `${whereText(verdict, say)}${say.language === 'zh' ? '' : ' '}${say(words.unrecordedInAll, { amount: sayMoney(unrecorded, say) })}`;
}

function whereText({ days, isPaid, paid, left, at, others, hasDates }: Verdict, say: Say): string {
  const facts = { days, left: sayMoney(left, say), paid: sayMoney(paid, say) };
  const began = say(isPaid ? words.paidAll : paid > 0 ? words.paidSome : words.paidNone, facts);
  if (at === null) return began + say(words.end);
  const where = at.daysOver > 0 ? say(at.isOpen ? words.overNow : words.over, { unit: at.name, days: at.days, over: at.daysOver, amount: sayMoney(at.amount, say) }) : say(hasDates ? words.longest : words.longestFree, { unit: at.name, days: at.days });
  const few = others.slice(0, 3).join(say(words.list));
  const spared = others.length === 0 ? '' : others.length > 3 ? say(words.notTheirsMore, { units: few, n: others.length }) : say(words.notTheirs, { units: few });
  return began + where + spared + say(words.end);
}

function Figures({ view, verdict }: { view: LineView; verdict: Verdict }) {
  const say = useSay();
  const { received, held, inFlight, paid, returned, retained, parcels } = view;
  const kept = parcels.flatMap(({ retention }) => (retention ? [retention.due?.dueOn ?? ''] : [])).sort()[0];
  const figures: readonly (readonly [string, string, boolean])[] = [
    [sayMoney(paid, say), say(words.paid, { rate: say.percent(shareOf(paid, received - returned)) }), false],
    ...(held - retained > 0 ? [[sayMoney(held - retained, say), say(words.held), false] as const] : []),
    ...(inFlight > 0 ? [[sayMoney(inFlight, say), say(words.inFlight), false] as const] : []),
    ...(retained > 0 ? [[sayMoney(retained, say), say(words.retained, { date: kept ? say.fullDate(kept) : '' }), false] as const] : []),
    ...(returned > 0 ? [[sayMoney(returned, say), say(words.returned), false] as const] : []),
    ...(verdict.at && verdict.at.daysOver > 0 ? [[say(words.days, { n: verdict.at.daysOver }), say(words.mostOver, { unit: verdict.at.name }), true] as const] : []),
  ];
  return <ul className={`card ${styles['figures']}`}>{figures.map(([figure, what, isLate]) => <li key={what}><b className={isLate ? 'late' : ''}>{figure}</b>{what}</li>)}</ul>;
}

/** What the reader may do, by what it is about; `?do=payRequest&at=r1` in the address opens one at once. */
function Acts({ view, today }: { view: LineView; today: string }) {
  const say = useSay();
  const cycle = useCycle();
  const led = new URLSearchParams(useSearch());
  const [asked, setAsked] = useState<{ act: FundsCommandName; at: string } | null>(() => {
    const found = view.may.find(({ act, at }) => act === led.get('do') && at === (led.get('at') ?? ''));
    return found ? { act: found.act as FundsCommandName, at: found.at } : null;
  });
  const [said, setSaid] = useState('');
  const things = actsOf(view);
  const mains = things.filter(({ isMain }) => isMain);
  const rest = things.flatMap(({ at, acts, isMain }): ActsAt[] => { const others = isMain ? acts.filter((act) => !isShown(act, acts)) : acts; return others.length > 0 ? [{ at, acts: others, isMain: false }] : []; });
  if (things.length === 0) return said === '' ? null : <Note kind="done">{said}</Note>;
  const press = (act: FundsCommandName, at: string): void => { setSaid(''); setAsked({ act, at }); };
  return (
    <section aria-label={say(moneyActWords.mine)} className="no-print">
      {said !== '' && <Note kind="done">{said}</Note>}
      <div className={`card ${styles['acts']}`}>
        {mains.length > 0 && <ul>{mains.map(({ at, acts }, n) => (
          <li key={at}><span>{thingOf(view, at, say)}</span><div className={styles['buttons']}>
            {acts.filter((act) => isShown(act, acts)).map((act, nth) => <Button key={act} kind={n === 0 && nth === 0 ? 'primary' : 'plain'} onClick={() => press(act, at)}>{say(actWords[act])}</Button>)}
          </div></li>
        ))}</ul>}
        {rest.length > 0 && <details open={mains.length === 0 && rest.length === 1}><summary>{say(moneyActWords.others, { n: rest.reduce((sum, { acts }) => sum + acts.length, 0) })}</summary>
          <ul>{rest.map(({ at, acts }) => <li key={at}><span>{thingOf(view, at, say)}</span><div className={styles['buttons']}>{acts.map((act) => <Button key={act} kind="quiet" onClick={() => press(act, at)}>{say(actWords[act])}</Button>)}</div></li>)}</ul></details>}
      </div>
      {asked && <Suspense fallback={null}><MoneyDialog key={`${asked.act} ${asked.at}`} cycle={cycle} view={view} act={asked.act} at={asked.at} today={today} onDone={setSaid} onClose={() => setAsked(null)} /></Suspense>}
    </section>
  );
}

/** Beside the act that is waited for stand at most two: the other way out of it. */
const isShown = (act: FundsCommandName, acts: readonly FundsCommandName[]): boolean => acts.indexOf(act) === 0 || ['returnRequest', 'fileRequest', 'recordPayment'].includes(act);
