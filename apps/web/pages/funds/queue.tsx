import { lazy, Suspense, useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { FundsCommandName } from '#libs/domain/funds/funds-line';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { ExportButton, mostRows } from '../../base/export.tsx';
import { everyItem, usePages } from '../../base/list.ts';
import type { ItemOf } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { Empty, Note, Outline, RefusalNote, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { actWords } from './act-words.ts';
import { moneyPageWords, queueWords as words } from './words.ts';
import styles from './money.module.css';

const MoneyDialog = lazy(() => import('./dialogs.tsx'));

type Item = ItemOf<'moneyQueue'>;
type What = Item['what'];
const kinds: readonly What[] = ['examine', 'pay', 'correct', 'record'];
/** What is done about each, and by whom. */
const actsOn: Readonly<Record<What, { by: 'treasurer' | 'fundsKeeper'; acts: readonly FundsCommandName[] }>> = {
  examine: { by: 'treasurer', acts: ['acceptRequest', 'returnRequest'] }, pay: { by: 'treasurer', acts: ['payRequest'] }, correct: { by: 'fundsKeeper', acts: ['refileRequest'] }, record: { by: 'fundsKeeper', acts: ['recordReceipt'] },
};

/** What waits for somebody's hand over all allocations: finance's requests to examine and to pay, and a unit's own. */
export default function Queue() {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const { can } = useFunctions();
  const said = new URLSearchParams(useSearch()).get('what');
  // Whoever has begun to act stays where they are, though it is the last one there.
  const [begun, setBegun] = useState<What | null>(null);
  const [done, setDone] = useState('');
  const chosen = kinds.find((one) => one === said) ?? begun ?? undefined;
  // What waits for what is the same whichever is looked at.
  const first = useRead('moneyQueue', { params: { cycle }, query: { limit: 1 } });
  return <Shown of={first} lines={6}>{({ counts, now }) => {
    // Without a choice: what this person's post is for, and of that what there is.
    const own = kinds.filter((one) => can(actsOn[one].by));
    const what = chosen ?? own.find((one) => counts[one].n > 0) ?? kinds.find((one) => counts[one].n > 0) ?? own[0] ?? 'examine';
    const parts = kinds.filter((one) => counts[one].n > 0).map((one) => say(words.part, { what: say(words[one]), n: counts[one].n, amount: sayMoney(counts[one].amount, say) }));
    return (
      <>
        <h1>{say(words.title)}</h1>
        <p className="lead">{parts.length === 0 ? say(words.leadNone) : say(words.lead, { parts: parts.join(say(moneyPageWords.comma)) })}</p>
        <nav aria-label={say(words.title)}><ul className={styles['tabs']}>{kinds.map((one) => <li key={one}><Link to={at(`/funds/queue?what=${one}`)} aria-current={one === what ? 'page' : undefined}>{say(words.tab, { what: say(words[one]), n: counts[one].n })}</Link></li>)}</ul></nav>
        {done !== '' && <Note kind="done">{done}</Note>}
        <List key={what} what={what} today={localDateOf(now)} onBegin={() => { setBegun(what); setDone(''); }} onDone={setDone} />
      </>
    );
  }}</Shown>;
}

function List({ what, today, onBegin, onDone }: { what: What; today: string; onBegin: () => void; onDone: (said: string) => void }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const { posts } = useFunctions();
  const asked = { params: { cycle }, query: { what } };
  const list = usePages('moneyQueue', asked);
  const [opened, setOpened] = useState<{ item: Item; act: FundsCommandName } | null>(null);
  const { items } = list;
  // The API decides of each; a button is shown to whoever holds such a post where the turn is.
  const mayAct = ({ unit }: Item): boolean => posts.some((post) => post.unit === unit && post.functions.includes(actsOn[what].by));
  return (
    <>
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!items && !list.error && <Outline lines={5} />}
      {items?.length === 0 && <Empty><p>{say(words.none)}</p></Empty>}
      {items && items.length > 0 && <>
        <ul className={`card ${styles['list']} ${styles['queue']}`}>{items.map((item) => (
          <li key={`${item.line} ${item.at}`}>
            <span className={item.daysOver > 0 ? `late ${styles['days']}` : ''}>{item.daysOver > 0 ? say(words.over, { n: item.daysOver }) : item.dueOn === null ? <span className="small">{say(words.noDate)}</span> : say(words.dueOn, { date: say.date(item.dueOn) })}</span>
            <div className={styles['what']}>
              <h3><Link to={at(`/funds/${item.line}`)}>{aboutOf(item, say)}</Link></h3>
              <p>{item.purpose}{say(moneyPageWords.comma)}{say(words.waits, { date: say.date(item.since), n: item.days })}</p>
              {item.defects.length > 0 && <p className="small">{item.defects.join(say(moneyPageWords.separator))}</p>}
              <p className="small">{item.basis !== null && <>{say(moneyPageWords.basis, { basis: say(item.basis) })} · </>}{item.documentNumber}</p>
            </div>
            <div className={styles['right']}>
              <b className={styles['sum']}>{sayMoney(item.amount, say)}</b>
              {mayAct(item) && <span className={styles['buttons']}>{actsOn[what].acts.map((act, n) => <Button key={act} kind={n === 0 ? 'primary' : 'plain'} onClick={() => { onBegin(); setOpened({ item, act }); }}>{say(actWords[act])}</Button>)}</span>}
            </div>
          </li>
        ))}</ul>
        <p className="small" style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', marginTop: 10 }}>{say(words.oldest)}<ExportButton name={`${say(words[what])}-${today}`} rows={(tell) => everyItem('moneyQueue', asked, mostRows, tell)} columns={[
          { title: say(moneyPageWords.holder), width: 18, value: ({ unitName }: Item) => unitName }, { title: say(words[what]), width: 36, value: (item: Item) => aboutOf(item, say) }, { title: say(moneyPageWords.amountYuan), width: 16, value: ({ amount }: Item) => Number(typedFen(amount, 'yuan')) },
          { title: say(moneyPageWords.purpose), width: 26, value: ({ purpose }: Item) => purpose }, { title: say(moneyPageWords.document), width: 24, value: ({ documentNumber }: Item) => documentNumber }, { title: say(moneyPageWords.sinceColumn), width: 12, value: ({ since }: Item) => ({ date: since }) },
          { title: say(moneyPageWords.due), width: 12, value: ({ dueOn }: Item) => (dueOn === null ? null : { date: dueOn }) }, { title: say(moneyPageWords.days), width: 10, value: ({ daysOver }: Item) => daysOver }, { title: say(moneyPageWords.basisColumn), width: 40, value: ({ basis }: Item) => (basis === null ? null : say(basis)) },
        ]} /></p>
      </>}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
      {opened && <Opened item={opened.item} act={opened.act} today={today} onDone={onDone} onClose={() => setOpened(null)} />}
    </>
  );
}

function aboutOf({ what, unitName, otherName, payee }: Item, say: Say): string {
  if (what === 'record') return say(words.sent, { unit: otherName, to: unitName });
  return say(what === 'correct' ? words.returned : words.asked, { unit: otherName, payee: payee ?? '' });
}

/** The dialogue of an act, once the line it is about has been read. */
function Opened({ item, act, ...rest }: { item: Item; act: FundsCommandName; today: string; onDone: (said: string) => void; onClose: () => void }) {
  const cycle = useCycle();
  const line = useRead('fundsLine', { params: { cycle, line: item.line } });
  if (!line.data) return <RefusalNote refusal={line.error} />;
  return <Suspense fallback={null}><MoneyDialog cycle={cycle} view={line.data} act={act} at={item.at} {...rest} /></Suspense>;
}
