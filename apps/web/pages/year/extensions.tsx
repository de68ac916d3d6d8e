import { useState } from 'react';
import { Link } from 'wouter';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { usePages } from '../../base/list.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn } from '../../base/faults.ts';
import { DateField, TextField } from '../../base/field.tsx';
import { Empty, Outline, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { useLater } from '../extension/later.ts';
import type { PartProps } from './year.tsx';
import { extensionWords as words } from './words.ts';
import styles from './year.module.css';

type Item = AnswerOf<'extensions'>['items'][number];

/** Requests for more time: those that wait, decided in place by whoever it is up to; those decided, with why. */
export default function Extensions({ view: { slug: cycle } }: PartProps) {
  const say = useSay();
  const asked = usePages('extensions', { params: { cycle }, query: { status: 'requested' } });
  const all = usePages('extensions', { params: { cycle } });
  const tasks = useRead('myTasks', { query: { cycle, limit: 200 } });
  const mine = new Set(tasks.data?.items.map(({ obligation }) => obligation));
  const decided = all.items?.filter(({ decision }) => decision !== null) ?? [];
  return (
    <>
      <RefusalNote refusal={asked.error} onRetry={() => void asked.refetch()} />
      {!asked.items && !asked.error && <Outline />}
      {asked.items?.length === 0 && <Empty><p>{say(words.none)}</p></Empty>}
      {asked.items && asked.items.length > 0 && <>
        <h2>{say(words.asked)} {asked.items.length}</h2>
        <div className={styles['column']}>{asked.items.map((item) => <Asked key={item.obligation} item={item} isMine={mine.has(item.obligation)} />)}</div>
      </>}
      {asked.hasMore && <p className={styles['foot']}><Button onClick={asked.more} busy={asked.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
      {decided.length > 0 && <>
        <h2>{say(words.decided)}</h2>
        <ul className={`card ${styles['list']}`}>{decided.map((item) => <Decided key={item.obligation} item={item} />)}</ul>
      </>}
      {all.hasMore && <p className={styles['foot']}><Button onClick={all.more} busy={all.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </>
  );
}

function Heading({ item }: { item: Item }) {
  const say = useSay();
  const at = useAt();
  return <h3><Link to={at(`/units/${item.unit}/obligations/${item.of}`)}>{item.unitName} · {say(item.title)}</Link></h3>;
}

function Asked({ item, isMine }: { item: Item; isMine: boolean }) {
  const say = useSay();
  const cycle = useCycle();
  const { unit, duty, from, asked, reason, progress, by, requestedAt, decideBy } = item;
  const later = useLater();
  const [dueOn, setDueOn] = useState(asked);
  const [because, setBecause] = useState('');
  const grant = useAct('grantExtension');
  const refuse = useAct('refuseExtension');
  const busy = useBusy(grant, refuse);
  const refusal = grant.refusal ?? refuse.refusal;
  const faults = faultsIn(refusal);
  const params = { cycle, unit, duty };
  return (
    <article className={`card ${styles['item']}`}>
      <Heading item={item} />
      <p><b>{say(words.fromTo, { from: say.date(from), to: say.date(asked) })}</b> <span className="small">{later(from, asked)}</span>{decideBy !== null && <> · {say(words.decideBy, { date: say.date(decideBy) })}</>}</p>
      <p>{say(words.reason, { text: reason })}</p>
      {progress !== '' && <p>{say(words.progress, { text: progress })}</p>}
      <p className="small">{say(words.by, { person: by, at: say.moment(requestedAt) })}</p>
      {!isMine ? <p className="small">{say(words.notYours)}</p> : <>
        <div className={styles['fields']}>
          <DateField label={say(words.until)} error={faults.get('/dueOn')} value={dueOn} hint={later(from, dueOn) || undefined} onChange={setDueOn} />
          <TextField label={say(words.because)} error={faults.get('/reason')} value={because} maxLength={1000} onChange={setBecause} />
        </div>
        <RefusalNote refusal={refusal} />
        <p className={styles['row']}>
          <Button kind="primary" busy={busy} onClick={() => { refuse.clear(); void grant.give({ params, body: { dueOn, reason: because } }); }}>{say(words.grant, { date: dueOn === '' ? '—' : say.date(dueOn) })}</Button>
          <Button busy={busy} onClick={() => { grant.clear(); void refuse.give({ params, body: { reason: because } }); }}>{say(words.refuse)}</Button>
        </p>
      </>}
    </article>
  );
}

function Decided({ item }: { item: Item }) {
  const say = useSay();
  const { decision, from } = item;
  if (!decision) return null;
  const { by, at, reason, dueOn } = decision;
  return (
    <li>
      <Heading item={item} />
      <p className="small">{say.date(from)} · {dueOn === null ? say(words.refused, { person: by, at: say.moment(at), reason }) : say(words.granted, { person: by, at: say.moment(at), date: say.date(dueOn), reason })}</p>
    </li>
  );
}
