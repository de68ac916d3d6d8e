import { Radio } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn } from '../../base/faults.ts';
import { DateField, TextField } from '../../base/field.tsx';
import { RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { OfficeUnit } from './tree.tsx';
import { officeWords as words } from './words.ts';
import styles from './office.module.css';

type Post = OfficeUnit['posts'][number];
interface TenureProps { unit: string; post: Post; onDone: () => void }

/** The day people are appointed on: today, as the office's records count it. */
const useToday = (): string => useRead('officePeople', { query: { limit: 1 } }).data?.today ?? '';

/** Somebody takes a post from a day on; whoever holds it until then ends the day before. */
export function Appoint({ unit, post: { kind, holder }, onDone }: TenureProps) {
  const say = useSay();
  const today = useToday();
  const [q, setQ] = useState('');
  const sought = useDeferredValue(q.trim());
  const people = useRead('officePeople', { query: { limit: 8, q: sought } }, { when: sought !== '' });
  const [person, setPerson] = useState<string | null>(null);
  const [chosen, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState('');
  const from = chosen ?? today;
  const appoint = useAct('appoint');
  const busy = useBusy(appoint);
  const faults = faultsIn(appoint.refusal);
  const save = async (): Promise<void> => {
    if (await appoint.give({ params: { unit, kind }, body: { person: person ?? '', from, ...(to === '' ? {} : { to }) } })) onDone();
  };
  return (
    <form className={styles['small-form']} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
      <TextField label={say(words.person)} hint={say(words.personHint)} error={faults.get('/person')} type="search" value={q} maxLength={60} onChange={setQ} />
      {sought !== '' && <Radio.Group aria-label={say(words.person)} value={person} onChange={({ target }) => setPerson(target.value as string)} options={(people.data?.items ?? []).map((one) => ({ value: one.person, label: `${one.name} · ${one.login ?? one.person}` }))} />}
      {sought !== '' && people.data?.items.length === 0 && <p className="small">{say(words.nobody)}</p>}
      <DateField label={say(words.from)} hint={holder === null ? undefined : say(words.formerEnds, { name: holder.name })} error={faults.get('/from')} value={from} onChange={setFrom} />
      <DateField label={say(words.to)} error={faults.get('/to')} value={to} onChange={setTo} />
      <RefusalNote refusal={appoint.refusal} />
      <p className={styles['row']}><Button type="submit" kind="primary" busy={busy} disabled={person === null}>{say(words.save)}</Button><Button onClick={onDone}>{say(words.back)}</Button></p>
    </form>
  );
}

/** A tenure gets its last day. */
export function EndTenure({ unit, post: { kind }, tenure, onDone }: TenureProps & { tenure: string }) {
  const say = useSay();
  const today = useToday();
  const [chosen, setTo] = useState<string | null>(null);
  const to = chosen ?? today;
  const end = useAct('endTenure');
  const busy = useBusy(end);
  const faults = faultsIn(end.refusal);
  const save = async (): Promise<void> => { if (await end.give({ params: { unit, kind }, body: { tenure, to } })) onDone(); };
  return (
    <form className={styles['small-form']} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
      <DateField label={say(words.endOn)} hint={say(words.endWarn)} error={faults.get('/to')} value={to} onChange={setTo} />
      <RefusalNote refusal={end.refusal} />
      <p className={styles['row']}><Button type="submit" kind="primary" busy={busy}>{say(words.endSave)}</Button><Button onClick={onDone}>{say(words.back)}</Button></p>
    </form>
  );
}
