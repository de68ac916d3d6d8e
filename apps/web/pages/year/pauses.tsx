import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn } from '../../base/faults.ts';
import { TextField } from '../../base/field.tsx';
import { Empty, Note, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useFunctions } from '../../shell/cycle.ts';
import { blank, spanOf } from './pause-form.ts';
import type { PauseForm } from './pause-form.ts';
import { PausePreview } from './pause-preview.tsx';
import { Under } from './under.tsx';
import type { CycleView, PartProps } from './year.tsx';
import { pauseWords as words, yearWords } from './words.ts';
import styles from './year.module.css';

const bodyOf = (form: PauseForm) => ({ ...spanOf(form), reason: form.reason, ...(form.number === '' && form.title === '' ? {} : { document: { number: form.number, title: form.title } }) });

/** Stops and goes on: the pauses of the year, and a new one with what it will do shown first. */
export default function Pauses({ view }: PartProps) {
  const say = useSay();
  const { can } = useFunctions();
  return (
    <>
      <p className={styles['lead']}>{say(words.lead)}</p>
      {view.status !== 'open' ? <Empty><p>{say(yearWords.onlyOpen)}</p></Empty> : can('administrator') ? <SetPause view={view} /> : <Note>{say(yearWords.onlyAdministrator)}</Note>}
      <h2>{say(words.list)}</h2>
      {view.pauses.length === 0 ? <Empty><p>{say(words.none)}</p></Empty> : <ul className={`card ${styles['list']}`}>{[...view.pauses].reverse().map((pause) => <PauseRow key={pause.pause} view={view} pause={pause} />)}</ul>}
    </>
  );
}

function SetPause({ view }: PartProps) {
  const say = useSay();
  const [form, setForm] = useState(blank);
  const [isLooking, look] = useState(false);
  const set = (part: Partial<PauseForm>): void => { setForm({ ...form, ...part }); look(false); };
  const pause = useAct('setPause');
  const busy = useBusy(pause);
  const faults = faultsIn(pause.refusal);
  const go = async (): Promise<void> => {
    if (await pause.give({ params: { cycle: view.slug }, body: bodyOf(form) })) set(blank);
  };
  return (
    <form className={`card ${styles['form']}`} noValidate onSubmit={(event) => { event.preventDefault(); look(true); }}>
      <h2 className={styles['heading']}>{say(words.set)}</h2>
      <div className={styles['fields']}>
        <TextField label={say(words.from)} hint={say(words.fromHint)} error={faults.get('/from')} type="datetime-local" value={form.from} onChange={(typed) => set({ from: typed })} />
        <TextField label={say(words.to)} hint={say(words.toHint)} error={faults.get('/to')} type="datetime-local" value={form.to} onChange={(typed) => set({ to: typed })} />
        <Under view={view} value={form.under} onChange={(under) => set({ under })} />
        <TextField label={say(yearWords.reason)} hint={say(words.reasonHint)} error={faults.get('/reason')} value={form.reason} maxLength={500} onChange={(typed) => set({ reason: typed })} />
      </div>
      <fieldset className={styles['fields']}>
        <legend>{say(words.withDocument)}</legend>
        <TextField label={say(yearWords.number)} error={faults.get('/document/number')} value={form.number} maxLength={60} onChange={(typed) => set({ number: typed })} />
        <TextField label={say(yearWords.docTitle)} error={faults.get('/document/title')} value={form.title} maxLength={120} onChange={(typed) => set({ title: typed })} />
      </fieldset>
      {isLooking ? <PausePreview cycle={view.slug} form={form}>
        <RefusalNote refusal={pause.refusal} />
        <p><Button kind="primary" busy={busy} onClick={() => void go()}>{say(words.confirm)}</Button></p>
      </PausePreview> : <p className={styles['row']}><Button type="submit" kind="primary">{say(yearWords.preview)}</Button>{pause.state === 'done' && <span className="done" role="status">{say(words.done)}</span>}</p>}
    </form>
  );
}

function PauseRow({ view: { slug: cycle, now, status, root }, pause: { pause, under, from, to, reason, document } }: { view: CycleView; pause: CycleView['pauses'][number] }) {
  const say = useSay();
  const { can } = useFunctions();
  const end = useAct('endPause');
  const busy = useBusy(end);
  const account = useRead('account', { params: { cycle, unit: under } }, { when: under !== root });
  const isOver = to !== null && to <= now;
  return (
    <li>
      <h3>{reason}</h3>
      <p>{say(words.span, { from: say.fullMoment(from), to: to === null ? say(words.open) : say.fullMoment(to) })} · <b>{say(isOver ? words.over : from > now ? words.toCome : words.now)}</b></p>
      {under !== root && <p className="small">{say(yearWords.subtree, { name: account.data?.unitName ?? under })}</p>}
      {document && <p className="small">{say(yearWords.document, { ...document })}</p>}
      <RefusalNote refusal={end.refusal} />
      {!isOver && status === 'open' && can('administrator') && <p><Button busy={busy} aria-label={say(words.ending, { reason })} onClick={() => void end.give({ params: { cycle, pause }, body: {} })}>{say(words.end)}</Button></p>}
    </li>
  );
}
