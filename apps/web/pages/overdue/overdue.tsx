import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { ExportButton, mostRows } from '../../base/export.tsx';
import { everyItem, usePages } from '../../base/list.ts';
import { Empty, Note, Outline, RefusalNote, useBusy } from '../../base/notice.tsx';
import { originalIn } from '../../base/original.ts';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { kindWords } from '../matrix/words.ts';
import { PhoneDialog } from '../letters/phone.tsx';
import { asText, holderOf } from './text.ts';
import type { LateItem } from './text.ts';
import { overdueWords as words } from './words.ts';
import styles from './overdue.module.css';


/** What is overdue, the longest first: since when, at whose desk it lies now, and what may be done about it. */
export default function Overdue() {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const [kind, under] = [asked.get('kind') ?? '', asked.get('under') ?? ''];
  const turn = (changed: Record<string, string>): void => {
    const next = new URLSearchParams(Object.entries({ kind, under, ...changed }).filter(([, value]) => value !== ''));
    go(at(`/overdue${next.size > 0 ? `?${next}` : ''}`), { replace: true });
  };
  const query = { light: 'late', ...(kind === '' ? {} : { kind }), ...(under === '' ? {} : { under }) } as const;
  const list = usePages('obligations', { params: { cycle }, query });
  const tops = useRead('tree', { params: { cycle }, query: { limit: 200 } }).data?.items ?? [];
  const below = useRead('tree', { params: { cycle }, query: { under: tops[0]?.id, limit: 200 } }, { when: tops.length === 1 && (tops[0]?.children ?? 0) > 0 }).data?.items ?? [];
  const today = list.first ? localDateOf(list.first.now) : '';
  const { items = [] } = list;
  const [longest] = items;
  return (
    <>
      <h1>{say(words.title)}</h1>
      {list.first && <p className="lead">{longest ? say(list.hasMore ? words.leadMore : words.lead, { n: items.length, unit: longest.unitName, title: say(longest.title), days: say.days(-(longest.workingDaysLate ?? 0), true) }) : say(kind + under === '' ? words.none : words.noneHere)}</p>}
      <div className={styles['filters']}>
        <label>{say(words.kind)}<select value={kind} onChange={(event) => turn({ kind: event.target.value })}><option value="">{say(words.all)}</option>{Object.entries(kindWords).map(([one, name]) => <option key={one} value={one}>{say(name)}</option>)}</select></label>
        {below.length > 0 && <label>{say(words.under)}<select value={under} onChange={(event) => turn({ under: event.target.value })}><option value="">{say(words.all)}</option>{below.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>}
        <span className={styles['push']} />
        {items.length > 0 && <ExportButton name={`${say(words.nav)}-${today}`} rows={(tell) => everyItem('obligations', { params: { cycle }, query }, mostRows, tell)} columns={[
          { title: say(words.daysColumn), width: 12, value: ({ workingDaysLate }: LateItem) => workingDaysLate }, { title: say(words.unit), width: 20, value: ({ unitName }: LateItem) => unitName },
          { title: say(words.what), width: 32, value: ({ title }: LateItem) => say(title) }, { title: say(words.due), width: 12, value: ({ dueOn }: LateItem) => (dueOn === null ? null : { date: dueOn }) },
          { title: say(words.original), width: 12, value: ({ originalDueOn }: LateItem) => (originalDueOn === null ? null : { date: originalDueOn }) },
          { title: say(words.status), width: 14, value: (one: LateItem) => say(one.words) }, { title: say(words.holder), width: 36, value: (one: LateItem) => holderOf(one, say) },
        ]} />}
      </div>
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!list.first && !list.error && <Outline lines={8} />}
      {list.first && items.length === 0 && <Empty><p>{say(kind + under === '' ? words.none : words.noneHere)}</p></Empty>}
      {items.length > 0 && <LateList items={items} today={today} />}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </>
  );
}

/** Reminding is given from above: by the office of the unit above, or by whoever runs or supervises the year. The API decides of each. */
const reminders = ['reviewer', 'administrator', 'supervisor'];
const mostAtOnce = 200;

function LateList({ items, today }: { items: readonly LateItem[]; today: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const { can, posts } = useFunctions();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [called, setCalled] = useState<LateItem | null>(null);
  const [said, setSaid] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const remind = useAct('remindAll');
  const busy = useBusy(remind);
  const mayRemind = reminders.some(can);
  const isOthers = ({ unit }: LateItem): boolean => posts.every((post) => post.unit !== unit);
  const some = items.filter(({ obligation }) => chosen.has(obligation)).slice(0, mostAtOnce);
  const give = async (these: readonly LateItem[]): Promise<void> => {
    const answer = await remind.give({ params: { cycle }, body: { obligations: these.map(({ unit, duty }) => ({ unit, duty })) } });
    if (!answer) return;
    const done = answer.reminders.filter(({ outcome }) => outcome === 'recorded' || outcome === 'pending').length;
    setSaid([say(words.reminded, { done }), ...answer.reminders.flatMap(({ unit, duty, outcome, problem }) => {
      const item = these.find((one) => one.unit === unit && one.duty === duty);
      return outcome === 'recorded' || outcome === 'pending' || !item ? [] : [say(words.notReminded, { unit: item.unitName, title: say(item.title), why: say(problem?.words ?? words.later) })];
    })]);
    setChosen(new Set());
  };
  const copy = async (): Promise<void> => {
    const these = some.length > 0 ? some : items;
    const all = asText(these, today, say);
    setText('');
    await navigator.clipboard.writeText(all).then(() => setSaid([say(words.copied, { n: these.length })]), () => { setSaid([say(words.notCopied)]); setText(all); });
  };
  return (
    <>
      <div className={styles['bar']}>
        {mayRemind && <label><input type="checkbox" checked={some.length > 0 && some.length === items.filter(isOthers).length} onChange={(event) => setChosen(new Set(event.target.checked ? items.filter(isOthers).slice(0, mostAtOnce).map(({ obligation }) => obligation) : []))} /> {say(words.chooseAll)}</label>}
        {some.length > 0 && <Button kind="primary" busy={busy} onClick={() => void give(some)}>{say(words.remindThese, { n: some.length })}</Button>}
        <Button onClick={() => void copy()}>{say(words.copy)}</Button>
      </div>
      <RefusalNote refusal={remind.refusal} />
      {said.length > 0 && <Note>{said.map((line) => <p key={line}>{line}</p>)}{text !== '' && <textarea className={styles['text']} readOnly value={text} rows={8} aria-label={say(words.copy)} onFocus={(event) => event.target.select()} />}</Note>}
      <ul className={`card ${styles['list']}`}>
        {items.map((one) => (
          <li key={one.obligation}>
            {mayRemind && <span className={styles['tick']}>{isOthers(one) && <input type="checkbox" checked={chosen.has(one.obligation)} aria-label={say(words.choose, { unit: one.unitName, title: say(one.title) })}
              onChange={(event) => setChosen(new Set(event.target.checked ? [...chosen, one.obligation] : [...chosen].filter((other) => other !== one.obligation)))} />}</span>}
            <b className={`late ${styles['days']}`}>{say.days(-(one.workingDaysLate ?? 0), true)}</b>
            <div className={styles['what']}>
              <h3><Link to={at(`/units/${one.unit}/obligations/${one.duty}`)}>{one.unitName} · {say(one.title)}</Link></h3>
              <p className="small">{say(words.due)} {one.dueOn !== null && say.date(one.dueOn)}<Moved one={one} /> · {say(one.words)} · {holderOf(one, say)}</p>
            </div>
            {mayRemind && isOthers(one) && <span className={styles['acts']}><Button onClick={() => void give([one])} busy={busy}>{say(words.remind)}</Button><Button kind="quiet" onClick={() => setCalled(one)}>{say(words.phone)}</Button></span>}
          </li>
        ))}
      </ul>
      {called && <PhoneDialog row={called} onDone={(done) => setSaid([done])} onClose={() => setCalled(null)} />}
    </>
  );
}

function Moved({ one }: { one: LateItem }) {
  const say = useSay();
  const moved = originalIn(one);
  return moved !== null && <> <s>{say(baseWords.original, { date: say.date(moved) })}</s></>;
}
