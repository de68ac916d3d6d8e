import { useDeferredValue, useState } from 'react';
import { useAct } from '../../base/act.ts';
import { usePages } from '../../base/list.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { ReadDialog } from '../../base/dialog.tsx';
import { faultsIn } from '../../base/faults.ts';
import { TextField } from '../../base/field.tsx';
import { Empty, Outline, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { officeWords as words } from './words.ts';
import styles from './office.module.css';

type Person = AnswerOf<'officePeople'>['items'][number];
type Given = AnswerOf<'addPerson'>;

/** People by name or login, what they hold, and their accounts. */
export function People() {
  const say = useSay();
  const [q, setQ] = useState('');
  const sought = useDeferredValue(q.trim());
  const [isAdding, setAdding] = useState(false);
  const [given, setGiven] = useState<Given | null>(null);
  const people = usePages('officePeople', { query: { limit: 20, ...(sought === '' ? {} : { q: sought }) } }, { when: sought !== '' });
  return (
    <section>
      <h2>{say(words.people)}</h2>
      <div className={styles['people']}>
        <TextField label={say(words.search)} type="search" value={q} maxLength={60} onChange={setQ} />
        <p><Button aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>{say(words.addPerson)}</Button></p>
      </div>
      {isAdding && <AddPerson onDone={(one) => { setAdding(false); setGiven(one); }} />}
      <RefusalNote refusal={people.error} onRetry={() => void people.refetch()} />
      {sought !== '' && !people.items && !people.error && <Outline lines={2} />}
      {people.items?.length === 0 && <Empty><p>{say(words.nobody)}</p></Empty>}
      {people.items && people.items.length > 0 && <ul className={`card ${styles['posts']} ${styles['found']}`}>{people.items.map((person) => <PersonRow key={person.person} person={person} onGiven={setGiven} />)}</ul>}
      {people.hasMore && <p style={{ marginTop: 12 }}><Button busy={people.isReading && say(baseWords.reading)} onClick={people.more}>{say(baseWords.more)}</Button></p>}
      {given && <ReadDialog title={say(words.passwordIs, { login: given.login })} onClose={() => setGiven(null)}>
        <p className={styles['password']}><code>{given.password}</code></p>
        <p>{say(words.passwordOnce)}</p>
      </ReadDialog>}
    </section>
  );
}

function AddPerson({ onDone }: { onDone: (given: Given) => void }) {
  const say = useSay();
  const [form, setForm] = useState({ login: '', name: '', email: '' });
  const add = useAct('addPerson');
  const busy = useBusy(add);
  const faults = faultsIn(add.refusal);
  const { login, name, email } = form;
  const save = async (): Promise<void> => {
    const given = await add.give({ body: { login, name, ...(email === '' ? {} : { email }) } });
    if (given) onDone(given);
  };
  return (
    <form className={`card ${styles['small-form']}`} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
      <TextField label={say(words.name)} error={faults.get('/name')} value={name} maxLength={60} onChange={(typed) => setForm({ ...form, name: typed })} />
      <TextField label={say(words.login)} error={faults.get('/login')} value={login} maxLength={60} onChange={(typed) => setForm({ ...form, login: typed })} />
      <TextField label={say(words.email)} error={faults.get('/email')} type="email" value={email} maxLength={254} onChange={(typed) => setForm({ ...form, email: typed })} />
      <RefusalNote refusal={add.refusal} />
      <p><Button type="submit" kind="primary" busy={busy}>{say(words.addPersonSave)}</Button></p>
    </form>
  );
}

function PersonRow({ person, onGiven }: { person: Person; onGiven: (given: Given) => void }) {
  const say = useSay();
  const [isChanging, setChanging] = useState(false);
  const [email, setEmail] = useState(person.email ?? '');
  const anew = useAct('newFirstPassword');
  const change = useAct('changePerson');
  const busy = useBusy(anew, change);
  const list = say.language === 'zh' ? '、' : ', ';
  const reset = async (): Promise<void> => {
    const given = await anew.give({ params: { person: person.person }, body: {} });
    if (given) onGiven(given);
  };
  const save = async (): Promise<void> => { if (await change.give({ params: { person: person.person }, body: { email: email === '' ? null : email } })) setChanging(false); };
  return (
    <li>
      <div className={styles['post']}>
        <span><b>{person.name}</b> <span className="small">{person.login ?? ''}{person.hasFirstPassword && ` · ${say(words.firstPassword)}`}</span></span>
        <span>{person.posts.length === 0 ? <span className="small">{say(words.noPost)}</span> : person.posts.map(({ unitName, title }) => `${unitName} ${title}`).join(list)}<br /><span className="small">{person.email ?? say(words.noEmail)}</span></span>
        <span className={styles['row']}>
          <Button aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>{say(words.change)}</Button>
          <Button kind="quiet" busy={busy} aria-label={say(words.passwordOf, { name: person.name })} onClick={() => void reset()}>{say(words.password)}</Button>
        </span>
      </div>
      {isChanging && (
        <form className={styles['small-form']} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
          <TextField label={say(words.email)} error={faultsIn(change.refusal).get('/email')} type="email" value={email} maxLength={254} onChange={setEmail} />
          <p><Button type="submit" kind="primary" busy={busy}>{say(words.changeSave)}</Button></p>
        </form>
      )}
      <RefusalNote refusal={anew.refusal ?? change.refusal} />
    </li>
  );
}
