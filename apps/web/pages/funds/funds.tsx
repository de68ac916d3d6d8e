import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { ExportButton, mostRows } from '../../base/export.tsx';
import { everyItem, usePages } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { Empty, Note, Outline, RefusalNote, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { Ageing } from './ageing.tsx';
import { ledgerWords } from './books-words.ts';
import { Exports } from './exports.tsx';
import { SourceSelect } from './filter.tsx';
import type { Filter, Flows } from './filter.tsx';
import { Lines } from './lines.tsx';
import { booksNav } from './nav-words.ts';
import { phaseWords } from './phase-words.ts';
import { shareOf } from './share.ts';
import { asText, keepersOf } from './text.ts';
import type { LateMoney } from './text.ts';
import { moneyPageWords as words } from './words.ts';
import styles from './money.module.css';

/** The year's money: how much, where, how much of it is late and at whose door; then each sum, how old, and every allocation. */
export default function Money() {
  const cycle = useCycle();
  const flows = useRead('moneyFlows', { params: { cycle } });
  return <Shown of={flows} lines={8}>{(view) => <Loaded flows={view} />}</Shown>;
}

function Loaded({ flows }: { flows: Flows }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const { can } = useFunctions();
  const asked = new URLSearchParams(useSearch());
  const filter: Filter = { holder: asked.get('holder') ?? '', source: asked.get('source') ?? '' };
  const turn = (changed: Partial<Filter>): void => {
    const next = new URLSearchParams(Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== ''));
    go(at(`/funds${next.size > 0 ? `?${next}` : ''}`), { replace: true });
  };
  const { totals, overdue, lines, now } = flows;
  const some = lines > 0;
  return (
    <>
      <header className={styles['head']}>
        <h1>{say(words.title)}</h1>
        <p className={`lead ${styles['lead']}`}>{!some ? say(words.none) : <>{say(words.lead, {
          lines, received: sayMoney(totals.received, say), paid: sayMoney(totals.paid, say), rate: say.percent(shareOf(totals.paid, totals.received - totals.returned)), left: sayMoney(totals.held + totals.inFlight, say),
        })}{say.language === 'zh' ? '' : ' '}{overdue.n === 0 ? say(words.leadCalm) : say(words.leadLate, {
          n: overdue.n, amount: sayMoney(overdue.amount, say), units: overdue.units.slice(0, 3).map(({ name, amount }) => say(words.at, { unit: name, amount: sayMoney(amount, say) })).join(say(words.comma)),
        })}</>}</p>
        <div className={`${styles['links']} no-print`}>
          <ButtonLink to={at('/funds/queue')}>{say(words.waiting)}</ButtonLink>
          {some && <ButtonLink to={at('/funds/flows')}>{say(words.flows)}</ButtonLink>}
          {some && <ButtonLink to={at('/funds/curve')}>{say(words.curve)}</ButtonLink>}
          {(can('administrator') || can('treasurer') || can('fundsKeeper')) && <ButtonLink to={at('/funds/books')}>{say(booksNav)}</ButtonLink>}
          {can('administrator') && <ButtonLink to={at('/funds/new')} kind={some ? 'plain' : 'primary'}>{say(words.register)}</ButtonLink>}
          {can('administrator') && <ButtonLink to={at('/funds/import')}>{say(ledgerWords.title)}</ButtonLink>}
        </div>
      </header>
      {some && <>
        <Overdue filter={filter} turn={turn} flows={flows} today={localDateOf(now)} />
        {overdue.n > 0 && <Ageing today={localDateOf(now)} flows={flows} />}
        <Lines filter={filter} turn={turn} flows={flows} today={localDateOf(now)} />
        <Exports />
      </>}
    </>
  );
}

function Overdue({ filter: { holder, source }, turn, flows, today }: { filter: Filter; turn: (changed: Partial<Filter>) => void; flows: Flows; today: string }) {
  const say = useSay();
  const cycle = useCycle();
  const asked = { params: { cycle }, query: { ...(holder === '' ? {} : { holder }), ...(source === '' ? {} : { source }) } };
  const list = usePages('overdueMoney', asked);
  const holders = useRead('ageing', { params: { cycle }, query: { by: 'unit' } }).data?.rows ?? [];
  const { items } = list;
  const sourceName = (id: string): string => { const one = flows.sources.find((other) => other.id === id); return one ? say(one.name) : id; };
  return (
    <section aria-labelledby="overdue-money">
      <h2 id="overdue-money">{say(words.overdue)}</h2>
      {flows.overdue.n > 0 && <div className={`${styles['filters']} no-print`}>
        <label>{say(words.holder)}<select value={holders.some(({ of }) => of === holder) ? holder : ''} onChange={(event) => turn({ holder: event.target.value })}><option value="">{say(words.all)}</option>{holders.map(({ of, name }) => <option key={of} value={of}>{name ?? of}</option>)}</select></label>
        <SourceSelect value={source} flows={flows} onChange={(one) => turn({ source: one })} />
        <span className={styles['push']} />
        {items && items.length > 0 && <Copy items={items} today={today} />}
        {items && items.length > 0 && <ExportButton name={`${say(words.overdue)}-${today}`} rows={(tell) => everyItem('overdueMoney', asked, mostRows, tell)} columns={[
          { title: say(words.days), width: 10, value: ({ daysOver }: LateMoney) => daysOver }, { title: say(words.amountYuan), width: 16, value: ({ amount }: LateMoney) => Number(typedFen(amount, 'yuan')) },
          { title: say(words.holder), width: 18, value: ({ unitName }: LateMoney) => unitName }, { title: say(words.post), width: 30, value: (one: LateMoney) => keepersOf(one, say) },
          { title: say(words.phase), width: 20, value: ({ phase }: LateMoney) => say(phaseWords[phase]) }, { title: say(words.purpose), width: 26, value: ({ purpose }: LateMoney) => purpose },
          { title: say(words.source), width: 20, value: ({ source: id }: LateMoney) => sourceName(id) }, { title: say(words.document), width: 24, value: ({ documentNumber }: LateMoney) => documentNumber },
          { title: say(words.documentTitle), width: 36, value: ({ document }: LateMoney) => document.title }, { title: say(words.sinceColumn), width: 12, value: ({ since }: LateMoney) => ({ date: since }) },
          { title: say(words.due), width: 12, value: ({ dueOn }: LateMoney) => (dueOn === null ? null : { date: dueOn }) }, { title: say(words.basisColumn), width: 40, value: ({ basis }: LateMoney) => (basis === null ? null : say(basis)) },
        ]} />}
      </div>}
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!items && !list.error && <Outline lines={4} />}
      {items?.length === 0 && <Empty><p>{say(holder + source === '' ? words.noneOverdue : words.noneHere)}</p></Empty>}
      {holder + source !== '' && list.first && list.first.totals.n > 0 && <p className="small">{say(words.comeTo, { n: list.first.totals.n, amount: sayMoney(list.first.totals.amount, say) })}</p>}
      {items && items.length > 0 && <ul className={`card ${styles['list']}`}>{items.map((one) => <Late key={`${one.line} ${one.n}`} one={one} source={sourceName(one.source)} />)}</ul>}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </section>
  );
}

function Late({ one, source }: { one: LateMoney; source: string }) {
  const say = useSay();
  const at = useAt();
  return (
    <li>
      <b className={`late ${styles['days']}`}>{say(words.daysOver, { n: one.daysOver })}</b>
      <div className={styles['what']}>
        <h3><Link to={at(`/funds/${one.line}`)}>{one.unitName} · {one.purpose}</Link></h3>
        <p>{say(phaseWords[one.phase])}{say(words.comma)}{say(words.since, { date: say.date(one.since) })}{one.dueOn !== null && <>{say(words.comma)}{say(words.was, { date: say.date(one.dueOn) })}{one.originalDueOn !== null && say(words.moved, { date: say.date(one.originalDueOn) })}</>}</p>
        <p className="small">{keepersOf(one, say)}</p>
        <p className="small">{one.basis !== null && <>{say(words.basis, { basis: say(one.basis) })} · </>}{source} · {one.documentNumber}</p>
      </div>
      <b className={styles['sum']}>{sayMoney(one.amount, say)}</b>
    </li>
  );
}

function Copy({ items, today }: { items: readonly LateMoney[]; today: string }) {
  const say = useSay();
  const [said, setSaid] = useState('');
  const [text, setText] = useState('');
  const copy = async (): Promise<void> => {
    const all = asText(items, today, say);
    setText('');
    await navigator.clipboard.writeText(all).then(() => setSaid(say(words.copied, { n: items.length })), () => { setSaid(say(words.notCopied)); setText(all); });
  };
  return (
    <>
      {said !== '' && <Note>{said}{text !== '' && <textarea className={styles['text']} readOnly value={text} rows={8} aria-label={say(words.copy)} onFocus={(event) => event.target.select()} />}</Note>}
      <Button onClick={() => void copy()}>{say(words.copy)}</Button>
    </>
  );
}
