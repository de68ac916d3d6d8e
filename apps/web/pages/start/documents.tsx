import { Table } from 'antd';
import { useState } from 'react';
import { amendCycle } from '#libs/contracts/api';
import { useAct } from '../../base/act.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn, faultsOf, noFaults } from '../../base/faults.ts';
import type { Faults } from '../../base/faults.ts';
import { TextField } from '../../base/field.tsx';
import { Note, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { Redraft } from './redraft.tsx';
import type { StepProps } from './start.tsx';
import { documentWords as words } from './words.ts';
import styles from './start.module.css';

const blank = { number: '', title: '' };
/** In a drill nobody has a document at hand: samples that say what they are, to be written over. */
const samplesOf = (year: number, say: Say): Record<(typeof papers)[number], typeof blank> => ({
  requiredBy: { number: say(words.sampleNotice.number, { year }), title: say(words.sampleNotice.title, { year }) },
  approvedBy: { number: say(words.sampleMinutes.number, { year }), title: say(words.sampleMinutes.title, { year }) },
});
const papers = ['requiredBy', 'approvedBy'] as const;

/** The documents the letters rest on, and whether the targets add up. */
export default function Documents({ view }: StepProps) {
  const say = useSay();
  const amend = useAct('amendCycle');
  const busy = useBusy(amend);
  const [form, setForm] = useState(() => {
    const empty = view.isDrill ? samplesOf(view.year, say) : { requiredBy: blank, approvedBy: blank };
    return { requiredBy: view.requiredBy ?? empty.requiredBy, approvedBy: view.approvedBy ?? empty.approvedBy };
  });
  const isSample = view.isDrill && view.requiredBy === null && view.approvedBy === null;
  const [own, setOwn] = useState<Faults>(noFaults);
  const faults = own.size > 0 ? own : faultsIn(amend.refusal);
  const save = async (): Promise<void> => {
    const found = faultsOf(amendCycle, form);
    setOwn(found);
    if (found.size === 0) await amend.give({ params: { cycle: view.slug }, body: form });
  };
  return (
    <>
      <p className={styles['lead']}>{say(words.lead)} {isSample && say(words.sampleLead)}</p>
      <form className={`card ${styles['form']}`} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
        {papers.map((paper) => (
          <fieldset key={paper}>
            <legend>{say(words[paper])}</legend>
            <TextField label={say(words.number)} hint={say(words.numberHint)} error={faults.get(`/${paper}/number`)} value={form[paper].number} maxLength={60} onChange={(typed) => setForm({ ...form, [paper]: { ...form[paper], number: typed } })} />
            <TextField label={say(words.name)} error={faults.get(`/${paper}/title`)} value={form[paper].title} maxLength={120} onChange={(typed) => setForm({ ...form, [paper]: { ...form[paper], title: typed } })} />
          </fieldset>
        ))}
        <RefusalNote refusal={amend.refusal} />
        <p className={styles['row']}><Button type="submit" busy={busy}>{say(words.save)}</Button>{amend.state === 'done' && <span className="done" role="status">{say(words.saved)}</span>}</p>
      </form>
      <h2>{say(words.targets)}</h2>
      {view.targetsOverride ? <Short override={view.targetsOverride} /> : <Note kind="done">{say(words.addUp)}</Note>}
      <Redraft view={view} />
    </>
  );
}

/** Where the targets do not add up, each with its figures. */
function Short({ override: { reason, shortfalls } }: { override: NonNullable<StepProps['view']['targetsOverride']> }) {
  const say = useSay();
  return (
    <>
      <Note kind="near">{say(words.override, { n: shortfalls.length, reason })}</Note>
      <Table size="small" pagination={false} scroll={{ x: 640 }} rowKey={({ indicator, period, unit }) => `${indicator} ${period} ${unit ?? ''}`} dataSource={shortfalls} columns={[
        { title: say(words.indicator), dataIndex: 'name' },
        { title: say(words.unit), dataIndex: 'unitName' },
        { title: say(words.period), dataIndex: 'period', render: (period: string) => (period === 'Y' ? say(words.whole) : period) },
        { title: say(words.target), dataIndex: 'target', align: 'right', render: (n: number, { measure }) => `${say.number(n)} ${measure}` },
        { title: say(words.sum), dataIndex: 'sum', align: 'right', render: (n: number) => say.number(n) },
        { title: say(words.missing), dataIndex: 'missing', align: 'right', render: (n: number) => say.number(n) },
      ]} />
    </>
  );
}
