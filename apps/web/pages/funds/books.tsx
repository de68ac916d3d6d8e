import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { useAct } from '../../base/act.ts';
import { addressOf, useRead } from '../../base/api.ts';
import type { AnswerOf, Refusal } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { usePages } from '../../base/list.ts';
import { Empty, Note, Outline, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { EntryRow, useBooks } from './books-entry.tsx';
import { booksWords as words, dropWords } from './books-words.ts';
import { sayPaid } from './exact.ts';
import { Exports } from './exports.tsx';
import { CellFaults, FileDrop, Ignored } from './file-drop.tsx';
import { moneyNav } from './nav-words.ts';
import moneyStyles from './money.module.css';
import styles from './books.module.css';

type Counts = AnswerOf<'reconciliation'>['counts'];
export type State = keyof Counts;
/** What waits for somebody, the plainest first; then what is done with. */
const states: readonly State[] = ['missingInRecord', 'differing', 'missingAtTreasury', 'setAside', 'matched'];
const waiting = states.slice(0, 3);

/** The treasury's payments beside the record's: what agrees, and each thing that waits for a person. */
export default function Books() {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const { mayCompare } = useBooks();
  const said = new URLSearchParams(useSearch()).get('state');
  // Whoever has begun stays where they are, though it is the last one there.
  const [begun, setBegun] = useState<State | null>(null);
  const [done, setDone] = useState('');
  // What there is of each is the same whichever is looked at.
  const first = useRead('reconciliation', { params: { cycle }, query: { limit: 1 } });
  return (
    <>
      <p className="small"><Link to={at('/funds')}>{say(moneyNav)}</Link></p>
      <h1>{say(words.title)}</h1>
      <Shown of={first} lines={6}>{({ counts, listed }) => {
        const all = states.reduce((sum, state) => sum + counts[state].n, 0);
        const state = states.find((one) => one === said) ?? begun ?? waiting.find((one) => counts[one].n > 0) ?? 'matched';
        return (
          <>
            <p className="lead">{all === 0 ? say(words.leadNone) : leadOf(counts, listed, mayCompare, say)}</p>
            {all > 0 && <Progress all={all} done={counts.matched.n + counts.setAside.n} />}
            {mayCompare && <Bring onBegin={() => setDone('')} />}
            {all > 0 && <>
              <nav aria-label={say(words.title)}><ul className={moneyStyles['tabs']}>{states.map((one) => <li key={one}><Link to={at(`/funds/books?state=${one}`)} aria-current={one === state ? 'page' : undefined}>{say(words.tab, { what: say(words.states[one]), n: counts[one].n })}</Link></li>)}</ul></nav>
              {done !== '' && <Note kind="done">{done}</Note>}
              <List key={state} state={state} sum={counts[state]} onBegin={() => { setBegun(state); setDone(''); }} onDone={setDone} />
              <Exports only={['reconciliation', 'payments']} />
            </>}
          </>
        );
      }}</Shown>
    </>
  );
}

function leadOf(counts: Counts, listed: AnswerOf<'reconciliation'>['listed'], isTheirs: boolean, say: Say): string {
  const { n, amount } = counts.matched;
  const open = waiting.reduce((sum, state) => ({ n: sum.n + counts[state].n, amount: sum.amount + counts[state].amount }), { n: 0, amount: 0 });
  const facts = { n, amount: sayPaid(amount, say) };
  const agree = listed === null ? say(words.leadWithout, facts) : say(words.lead, { ...facts, from: say.date(listed.from), to: say.date(listed.to) });
  return agree + (open.n === 0 ? say(words.noneWaits) : say(isTheirs ? words.waitsYou : words.waits, { n: open.n, amount: sayPaid(open.amount, say) }));
}

function Progress({ all, done }: { all: number; done: number }) {
  const say = useSay();
  const said = say(words.progress, { all, done });
  return <p className={styles['progress']}><progress max={all} value={done} aria-label={said} /><span className="small">{said}</span></p>;
}

/** Takes the treasury's list in; what is wrong with it is said by its cell, and then nothing of it is taken. */
function Bring({ onBegin }: { onBegin: () => void }) {
  const say = useSay();
  const cycle = useCycle();
  const act = useAct('importTreasury');
  const busy = useBusy(act);
  const [name, setName] = useState<string | null>(null);
  const [taken, setTaken] = useState<AnswerOf<'importTreasury'> | null>(null);
  const bring = async (file: File): Promise<void> => {
    onBegin();
    setName(file.name);
    setTaken(null);
    setTaken(await act.give({ params: { cycle } }, { file }));
  };
  const faults = faultsIn(act.refusal);
  return (
    <>
      <FileDrop what={say(words.theList)} name={name} onFile={(file) => void bring(file)}> · <a href={addressOf('moneyExport', { params: { cycle }, query: { of: 'treasuryTemplate' } })} download>{say(words.template)}</a></FileDrop>
      {busy !== false && <p role="status">{say(dropWords.reading, { name: name ?? '' })}</p>}
      {faults ? <CellFaults faults={faults} count={Number(act.refusal?.body.facts?.['faults'] ?? faults.length)} /> : <RefusalNote refusal={act.refusal} />}
      {taken && <>
        <Note kind={taken.rows === 0 ? 'near' : 'done'}>{takenText(taken, say)}</Note>
        <Ignored columns={taken.ignored} />
      </>}
    </>
  );
}

/** «读到5笔、66.8万元：新收3笔，以前已收2笔。» */
function takenText({ rows, amount, new: added, changed, unchanged }: AnswerOf<'importTreasury'>, say: Say): string {
  if (rows === 0) return say(words.takenNothing);
  const parts = ([[words.takenNew, added], [words.takenChanged, changed], [words.takenKnown, unchanged]] as const).flatMap(([what, n]) => (n > 0 ? [say(what, { n })] : []));
  return say(added + changed === 0 ? words.takenSame : words.taken, { rows, amount: sayPaid(amount, say), parts: parts.join(say(words.comma)) });
}

/** Faults of cells, as a refusal has them: `/3/G` and the sentence in both languages; null where it is another refusal. */
function faultsIn(refusal: Refusal | null) {
  if (refusal?.body.code !== 'importFaults') return null;
  return (refusal.body.errors ?? []).map(({ pointer, detail }) => {
    const [, row = '', column = ''] = pointer.split('/');
    const [zh = detail, en = detail] = detail.split(' · ');
    return { row: Number(row), column, heading: null, words: { zh, en } };
  });
}

function List({ state, sum, onBegin, onDone }: { state: State; sum: Counts[State]; onBegin: () => void; onDone: (said: string) => void }) {
  const say = useSay();
  const cycle = useCycle();
  const list = usePages('reconciliation', { params: { cycle }, query: { state, limit: 50 } });
  const { items } = list;
  return (
    <section aria-label={say(words.states[state])}>
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!items && !list.error && <Outline lines={5} />}
      {items?.length === 0 && <Empty><p>{say(words.empty[state])}</p></Empty>}
      {items && items.length > 0 && <>
        <p className="small">{say(words.sum, { n: sum.n, amount: sayPaid(sum.amount, say) })}</p>
        <ul className={styles['entries']}>{items.map((entry) => <EntryRow key={entry.entry} entry={entry} onBegin={onBegin} onDone={onDone} />)}</ul>
      </>}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </section>
  );
}
