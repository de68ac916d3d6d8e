import { Table } from 'antd';
import { useState } from 'react';
import { moveDates } from '#libs/contracts/api';
import { useAct } from '../../base/act.ts';
import { usePages } from '../../base/list.ts';
import { Button } from '../../base/button.tsx';
import { faultsOf, noFaults } from '../../base/faults.ts';
import type { Faults } from '../../base/faults.ts';
import { ChoiceField, DateField, TextField } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { Empty, Note, Outline, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useFunctions } from '../../shell/cycle.ts';
import { useDutyTitles } from '../matrix/duty-titles.ts';
import { Under } from './under.tsx';
import type { PartProps } from './year.tsx';
import { datesWords as words, yearWords } from './words.ts';
import styles from './year.module.css';

interface Form { duty: string; dueOn: string; under: string | undefined; number: string; title: string; reason: string }
const blank: Form = { duty: '', dueOn: '', under: undefined, number: '', title: '', reason: '' };
const bodyOf = ({ duty, dueOn, under, number, title, reason }: Form) => ({ duty, dueOn, ...(under === undefined ? {} : { under }), document: { number, title }, reason });
/** The form is looked at before its preview has a hash. */
const withoutPreview = moveDates.omit({ preview: true });

/** One duty's date moved for many units (集体延期): entered, looked at unit by unit, then confirmed as it was looked at. */
export default function Dates({ view }: PartProps) {
  const say = useSay();
  const { posts } = useFunctions();
  const [form, setForm] = useState(blank);
  const [isLooking, look] = useState(false);
  const [isDone, done] = useState(false);
  const [faults, setFaults] = useState<Faults>(noFaults);
  const duties = useDutyTitles().duties.map(({ duty, title }) => ({ value: duty, label: title }));
  if (view.status !== 'open') return <Empty><p>{say(yearWords.onlyOpen)}</p></Empty>;
  if (!posts.some(({ unit, functions }) => unit === view.root && functions.includes('issuer'))) return <Empty><p>{say(words.notYours)}</p></Empty>;
  const set = (part: Partial<Form>): void => { setForm({ ...form, ...part }); look(false); done(false); };
  const begin = (): void => {
    const found = faultsOf(withoutPreview, bodyOf(form));
    setFaults(found);
    look(found.size === 0);
  };
  return (
    <>
      <p className={styles['lead']}>{say(words.lead)}</p>
      <form className={`card ${styles['form']}`} noValidate onSubmit={(event) => { event.preventDefault(); begin(); }}>
        <div className={styles['fields']}>
          <ChoiceField label={say(words.duty)} error={faults.get('/duty')} placeholder={say(fieldWords.choose)} value={form.duty} options={duties} onChange={(duty) => set({ duty })} />
          <Under view={view} value={form.under} onChange={(under) => set({ under })} />
          <DateField label={say(words.dueOn)} error={faults.get('/dueOn')} value={form.dueOn} onChange={(typed) => set({ dueOn: typed })} />
          <TextField label={say(yearWords.reason)} error={faults.get('/reason')} value={form.reason} maxLength={1000} onChange={(typed) => set({ reason: typed })} />
          <TextField label={say(yearWords.number)} error={faults.get('/document/number')} value={form.number} maxLength={60} onChange={(typed) => set({ number: typed })} />
          <TextField label={say(yearWords.docTitle)} error={faults.get('/document/title')} value={form.title} maxLength={120} onChange={(typed) => set({ title: typed })} />
        </div>
        {!isLooking && <p><Button type="submit" kind="primary">{say(yearWords.preview)}</Button></p>}
      </form>
      {isLooking && <Moves form={form} cycle={view.slug} onDone={() => { setForm(blank); look(false); done(true); }} />}
      {isDone && <Note kind="done">{say(words.done)}</Note>}
    </>
  );
}

function Moves({ form, cycle, onDone }: { form: Form; cycle: string; onDone: () => void }) {
  const say = useSay();
  const { duty, dueOn, under } = form;
  const preview = usePages('previewMoves', { params: { cycle }, query: { duty, dueOn, ...(under === undefined ? {} : { under }) } });
  const move = useAct('moveDates');
  const busy = useBusy(move);
  const { first, items = [] } = preview;
  if (preview.error) return <RefusalNote refusal={preview.error} onRetry={() => void preview.refetch()} />;
  if (!first) return <Outline />;
  if (first.moving === 0) return <Note>{say(words.nothing)}</Note>;
  const isStale = move.refusal?.body.code === 'previewStale';
  const confirm = async (): Promise<void> => {
    if (await move.give({ params: { cycle }, body: { ...bodyOf(form), preview: first.hash } })) onDone();
    else await preview.refetch();
  };
  return (
    <section aria-live="polite">
      <h2>{say(words.willMove, { moving: first.moving, units: first.units })}</h2>
      <Table size="small" pagination={false} scroll={{ x: 560, y: 440 }} rowKey="unit" dataSource={items} columns={[
        { title: say(yearWords.unit), dataIndex: 'unitName' },
        { title: say(yearWords.before), dataIndex: 'from', render: (date: string) => say.date(date) },
        { title: say(yearWords.after), dataIndex: 'to', render: (date: string) => <b>{say.date(date)}</b> },
        { title: say(yearWords.noticesGone), dataIndex: 'noticesGone', align: 'right' },
        { title: say(yearWords.noticesCome), dataIndex: 'noticesCome', align: 'right' },
      ]} />
      {preview.hasMore && <p className={styles['foot']}><Button onClick={preview.more} busy={preview.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
      {isStale ? <Note kind="near">{say(yearWords.stale)}</Note> : <RefusalNote refusal={move.refusal} />}
      <p className={styles['foot']}><Button kind="primary" busy={busy} onClick={() => void confirm()}>{say(words.confirm, { n: first.moving })}</Button></p>
    </section>
  );
}
