import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { stateWords } from '#libs/contracts/state-words';
import { localDateOf } from '#libs/domain/time/instant';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { groupBy } from '../../base/group.ts';
import { usePages } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { candidatesNav } from '../candidates/nav-words.ts';
import { candidateWords } from '../candidates/words.ts';
import { toldWords as words } from './told-words.ts';
import styles from './told.module.css';

type Told = AnswerOf<'lineTold'>;
type Notice = Told['items'][number];
type Order = Told['orders'][number];
interface Entry { key: string; at: string; body: ReactNode }

const momentOf = ({ toldAt, at }: Notice): string => toldAt ?? at;
/** One moment's notice about one duty to several posts is one line. */
const together = (notices: readonly Notice[]): Notice[][] => [...groupBy(notices, (one) => [momentOf(one), one.unit, one.duty ?? '', one.words].join(' ')).values()];

/** So many of them stand on the page; the others are a press away. */
const few = 8;

/** How the money of a line was chased: each reminder and each order, to whom, about what, the newest first. */
export function ToldAbout({ line }: { line: string }) {
  const say = useSay();
  const cycle = useCycle();
  const [isAll, setAll] = useState(false);
  const list = usePages('lineTold', { params: { cycle, line }, query: { limit: 200 } });
  const { items, first } = list;
  const sent = (items ?? []).filter(({ toldAt, status }) => toldAt !== null && status !== 'cancelled');
  const ahead = together((items ?? []).filter(({ toldAt, status }) => toldAt === null && status === 'planned'));
  const orders = first?.orders ?? [];
  const past: Entry[] = [
    ...together(sent).map((some): Entry => ({ key: some[0]?.key ?? '', at: some[0] ? momentOf(some[0]) : '', body: <NoticeLine notices={some} /> })),
    ...orders.flatMap((order) => entriesOf(order)),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <section aria-labelledby="told">
      <h2 id="told">{say(words.title)}</h2>
      {first?.chasedBy && past.length + ahead.length > 0 && <p className="small" style={{ marginBottom: 8 }}>{say(baseWords.basis, { basis: say(first.chasedBy) })}</p>}
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!items && !list.error && <Outline lines={3} />}
      {items && past.length === 0 && ahead.length === 0 && <Empty><p>{say(words.none)}</p></Empty>}
      {ahead.length > 0 && <details className={styles['ahead']}>
        <summary>{say(words.ahead, { n: ahead.length, at: say.moment(ahead[0]?.[0]?.at ?? '') })}</summary>
        <ol className={`card ${styles['told']}`} aria-label={say(words.aheadList)}>{ahead.map((some) => <li key={some[0]?.key}><time>{say.moment(some[0]?.at ?? '')}</time><NoticeLine notices={some} /></li>)}</ol>
      </details>}
      {past.length > 0 && <ol className={`card ${styles['told']}`} aria-labelledby="told">{(isAll ? past : past.slice(0, few)).map(({ key, at, body }) => <li key={key}><time dateTime={at}>{say.moment(at)}</time>{body}</li>)}</ol>}
      {past.length > few && !isAll && <Button kind="quiet" onClick={() => setAll(true)}>{say(words.all, { n: past.length })}</Button>}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
      <CandidatesOf line={line} />
    </section>
  );
}

function NoticeLine({ notices }: { notices: readonly Notice[] }) {
  const say = useSay();
  const [one] = notices;
  if (!one) return null;
  const who = [...new Set(notices.map(({ person, postTitle }) => person ?? postTitle))].join(say(words.list));
  const mails = one.toldAt === null ? [] : [...new Set(notices.map(({ mail }) => say(mail?.sentAt ? words.mailSent : words.noMail)))];
  return (
    <div>
      <p>{one.words} · {say(one.toldAt === null ? words.planned : words.told, { who })}</p>
      <p className="small">{[say(words.about, { unit: one.unitName, title: one.title ? say(one.title) : say(words.curve) }), ...(one.dueOn === null ? [] : [say(words.dueOn, { date: say.date(one.dueOn) })]), ...(one.basis ? [say(baseWords.basis, { basis: say(one.basis) })] : []), ...mails].join(' · ')}</p>
    </div>
  );
}

/** An order's steps: drafted, issued, acknowledged, over. */
function entriesOf(order: Order): Entry[] {
  const { unit, duty, draftedAt, issuedAt, acknowledgedAt, endedAt } = order;
  return ([['drafted', draftedAt], ['issued', issuedAt], ['acknowledged', acknowledgedAt], ['ended', endedAt]] as const)
    .flatMap(([step, at]) => (at === null ? [] : [{ key: `${unit} ${duty} ${step}`, at, body: <OrderLine order={order} step={step} /> }]));
}

function OrderLine({ order, step }: { order: Order; step: 'drafted' | 'issued' | 'acknowledged' | 'ended' }) {
  const say = useSay();
  const at = useAt();
  const { unit, unitName, duty, number, deadline, status, title } = order;
  const said = { drafted: say(words.drafted), issued: number === null ? say(words.issuedBare) : say(words.issued, { number }), acknowledged: say(words.acknowledged, { unit: unitName }), ended: say(words.ended, { status: say(stateWords(status)) }) }[step];
  return (
    <div>
      <p>{said}{step === 'issued' && deadline !== null && `${say(words.comma)}${say(words.by, { date: say.date(deadline) })}`} · <Link to={at(`/units/${unit}/obligations/${duty}`)}>{say(words.open)}</Link></p>
      {title && <p className="small">{say(words.about, { unit: unitName, title: say(title) })}</p>}
    </div>
  );
}

/** Where lateness came to its ladder's end: what people are to judge, and what was withdrawn. */
function CandidatesOf({ line }: { line: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const [listed, withdrawn] = [usePages('candidates', { params: { cycle }, query: { line, status: 'listed' } }).items ?? [], usePages('candidates', { params: { cycle }, query: { line, status: 'withdrawn' } }).items ?? []];
  if (listed.length + withdrawn.length === 0) return null;
  return (
    <>
      <h2>{say(candidatesNav)}</h2>
      <ul className={`card ${styles['dates']}`} style={{ marginTop: 0 }}>{[...listed, ...withdrawn].map((one) => (
        <li key={one.candidate}>
          <p><Link to={at(`/funds/${line}/candidates/${one.candidate}`)}>{say(candidateWords.heading, { unit: one.unitName, sign: say(candidateWords.signs[one.sign]), amount: sayMoney(one.amount, say) })}</Link> · {say(one.status === 'listed' ? candidateWords.listed : candidateWords.withdrawn)}</p>
          <p className="small">{say(candidateWords.was, { date: say.date(one.dueOn) })}{say(candidateWords.comma)}{say(candidateWords.listedOn, { date: say.date(localDateOf(one.listedAt)) })}{one.endedAt !== null && <>{say(candidateWords.comma)}{say(candidateWords.withdrawnOn, { date: say.date(localDateOf(one.endedAt)) })}</>} · {say(candidateWords.article, { basis: say(one.situation.basis) })}</p>
        </li>
      ))}</ul>
    </>
  );
}
