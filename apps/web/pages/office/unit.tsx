import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn } from '../../base/faults.ts';
import { ChoiceField, TextField } from '../../base/field.tsx';
import { RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { Appoint, EndTenure } from './tenure.tsx';
import type { OfficeUnit } from './tree.tsx';
import { officeWords as words } from './words.ts';
import styles from './office.module.css';

type Post = OfficeUnit['posts'][number];

/** One unit: its posts with their holders, its name, and what stands below it. */
export function UnitPanel({ unit, pack }: { unit: OfficeUnit; pack: string }) {
  const say = useSay();
  const types = useRead('packs', {}).data?.packs.find(({ id }) => id === pack)?.unitTypes ?? [];
  const type = types.find(({ id }) => id === unit.type);
  const [form, setForm] = useState<'rename' | 'addUnit' | null>(null);
  const below = types.filter(({ under }) => under.includes(unit.type));
  return (
    <section className={`card ${styles['unit']}`} aria-labelledby="unit-name">
      <header>
        <h2 id="unit-name">{unit.name}</h2>
        <p className="small">{type && `${say(type.name)} · `}{say(words.code)} {unit.unit}{unit.endsOn !== null && ` · ${say(words.until, { date: say.fullDate(unit.endsOn) })}`}</p>
      </header>
      <ul className={styles['posts']}>{unit.posts.map((post) => <PostRow key={post.post} unit={unit} post={post} />)}</ul>
      <p className={styles['row']}>
        <Button aria-expanded={form === 'rename'} onClick={() => setForm(form === 'rename' ? null : 'rename')}>{say(words.rename)}</Button>
        {below.length > 0 && <Button aria-expanded={form === 'addUnit'} onClick={() => setForm(form === 'addUnit' ? null : 'addUnit')}>{say(words.addUnit)}</Button>}
      </p>
      {form === 'rename' && <Rename unit={unit} onDone={() => setForm(null)} />}
      {form === 'addUnit' && <AddUnit under={unit.unit} pack={pack} types={below.map(({ id, name }) => ({ value: id, label: say(name) }))} onDone={() => setForm(null)} />}
    </section>
  );
}

function PostRow({ unit, post }: { unit: OfficeUnit; post: Post }) {
  const say = useSay();
  const [form, setForm] = useState<'appoint' | 'end' | null>(null);
  const { title, holder, later } = post;
  const close = (): void => setForm(null);
  return (
    <li>
      <div className={styles['post']}>
        <span>{title}</span>
        <span>
          {holder === null ? <b className="near">{say(words.vacant)}</b> : <><b>{holder.name}</b> <span className="small">{holder.to === null ? say(words.since, { from: holder.from }) : say(words.spell, { from: holder.from, to: holder.to })}</span></>}
          {later.map((next) => <span key={next.tenure} className="small"><br />{say(words.later, { name: next.name, from: next.from })}</span>)}
        </span>
        <span className={styles['row']}>
          <Button aria-expanded={form === 'appoint'} aria-label={say(words.appointTo, { verb: say(holder === null ? words.fill : words.appoint), unit: unit.name, post: title })} onClick={() => setForm(form === 'appoint' ? null : 'appoint')}>{say(holder === null ? words.fill : words.appoint)}</Button>
          {holder !== null && <Button kind="quiet" aria-expanded={form === 'end'} aria-label={say(words.endOf, { name: holder.name, post: title })} onClick={() => setForm(form === 'end' ? null : 'end')}>{say(words.end)}</Button>}
        </span>
      </div>
      {form === 'appoint' && <Appoint unit={unit.unit} post={post} onDone={close} />}
      {form === 'end' && holder !== null && <EndTenure unit={unit.unit} post={post} tenure={holder.tenure} onDone={close} />}
    </li>
  );
}

function Rename({ unit: { unit, name }, onDone }: { unit: OfficeUnit; onDone: () => void }) {
  const say = useSay();
  const [typed, setTyped] = useState(name);
  const change = useAct('changeUnit');
  const busy = useBusy(change);
  const faults = faultsIn(change.refusal);
  const save = async (): Promise<void> => { if (await change.give({ params: { unit }, body: { name: typed } })) onDone(); };
  return (
    <form className={styles['small-form']} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
      <TextField label={say(words.newName)} error={faults.get('/name')} value={typed} maxLength={60} onChange={setTyped} />
      <RefusalNote refusal={change.refusal} />
      <p className={styles['row']}><Button type="submit" kind="primary" busy={busy}>{say(words.renameSave)}</Button><Button onClick={onDone}>{say(words.back)}</Button></p>
    </form>
  );
}

function AddUnit({ under, pack, types, onDone }: { under: string; pack: string; types: { value: string; label: string }[]; onDone: () => void }) {
  const say = useSay();
  const [form, setForm] = useState({ unit: '', name: '', type: types[0]?.value ?? '' });
  const add = useAct('addUnit');
  const busy = useBusy(add);
  const faults = faultsIn(add.refusal);
  const save = async (): Promise<void> => { if (await add.give({ body: { pack, under, ...form } })) onDone(); };
  return (
    <form className={styles['small-form']} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
      <TextField label={say(words.code)} error={faults.get('/unit')} value={form.unit} maxLength={20} onChange={(typed) => setForm({ ...form, unit: typed })} />
      <TextField label={say(words.unitName)} error={faults.get('/name')} value={form.name} maxLength={60} onChange={(typed) => setForm({ ...form, name: typed })} />
      <ChoiceField label={say(words.unitType)} error={faults.get('/type')} value={form.type} options={types} onChange={(type) => setForm({ ...form, type })} />
      <RefusalNote refusal={add.refusal} />
      <p className={styles['row']}><Button type="submit" kind="primary" busy={busy}>{say(words.addUnitSave)}</Button><Button onClick={onDone}>{say(words.back)}</Button></p>
    </form>
  );
}
