import { useDeferredValue, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { draftOrder } from '#libs/contracts/api';
import { orderOrigins } from '#libs/domain/order/order';
import { addDays, localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { Asked } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { DateField, Field, TextArea, TextField } from '../../base/field.tsx';
import { Outline, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { faultsBefore, faultsIn, noFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { StagesField } from './stages.tsx';
import type { StageTyped } from './stages.tsx';
import { ordersWords as words, originWords } from './words.ts';
import styles from './orders.module.css';

/** An order drafted by hand: from an instruction, a meeting, a finding, or what is overdue. */
export default function DraftOrder() {
  const { cycle, unit } = useParams<{ cycle: string; unit: string }>();
  const page = useRead('unitPage', { params: { cycle, unit } });
  const orders = useRead('matrix', { params: { cycle }, query: { kind: 'order', limit: 1 } });
  if (!orders.data && !orders.error) return <Outline lines={6} />;
  // The pack's id of its orders, as those already there have it; a pack whose year has none yet calls it as the base does.
  const policy = orders.data?.columns[0]?.policy ?? 'order';
  return <Shown of={page}>{({ unitName, now }) => <DraftForm cycle={cycle} unit={unit} policy={policy} unitName={unitName} tomorrow={addDays(localDateOf(now), 1)} />}</Shown>;
}

interface Named { unit: string; name: string }
type Body = Asked<'draftOrder'>['body'];

function DraftForm({ cycle, unit, policy, unitName, tomorrow }: { cycle: string; unit: string; policy: string; unitName: string; tomorrow: string }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const draft = useAct('draftOrder');
  const busy = useBusy(draft);
  const [kind, setKind] = useState<(typeof orderOrigins)[number]>('instruction');
  const [typed, setTyped] = useState({ reference: '', subject: '', matter: '', deadline: '' });
  const [stages, setStages] = useState<StageTyped[]>([]);
  const [assisting, setAssisting] = useState<readonly Named[]>([]);
  const [wrong, setWrong] = useState<Faults>(noFaults);
  const faults = wrong.size > 0 ? wrong : faultsIn(draft.refusal);
  const put = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const give = async (): Promise<void> => {
    const { reference, ...rest } = typed;
    const body: Body = { origin: { kind, reference }, ...rest, stages, assisting: assisting.map((one) => one.unit) };
    const before = faultsBefore(draftOrder, body);
    setWrong(before);
    draft.clear();
    if (before.size > 0) return;
    const answer = await draft.give({ params: { cycle, unit, duty: policy }, body });
    if (answer?.obligation) go(at(`/units/${unit}/obligations/${answer.obligation.split('/').at(-1)}`));
  };
  return (
    <>
      <h1>{say(words.draftTitle, { unit: unitName })}</h1>
      <p className="lead">{say(words.draftLead)}</p>
      <form className={`card ${styles['form']}`} noValidate onSubmit={(event) => { event.preventDefault(); if (busy === false) void give(); }}>
        <div className={styles['two']}>
          <Field id="origin" label={say(words.originKind)} error={faults.get('/origin/kind')}>{(control) => (
            <select {...control} value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>{orderOrigins.map((one) => <option key={one} value={one}>{say(originWords[one] ?? { zh: one, en: one })}</option>)}</select>
          )}</Field>
          <TextField id="reference" label={say(words.reference)} value={typed.reference} onChange={(reference) => put({ reference })} maxLength={200} error={faults.get('/origin/reference')} />
        </div>
        <TextField id="subject" label={say(words.subject)} hint={say(words.subjectHint)} value={typed.subject} onChange={(subject) => put({ subject })} maxLength={80} error={faults.get('/subject')} />
        <TextArea id="matter" label={say(words.matter)} value={typed.matter} onChange={(matter) => put({ matter })} maxLength={2000} rows={4} error={faults.get('/matter')} />
        <DateField id="deadline" label={say(words.deadline)} value={typed.deadline} min={tomorrow} onChange={(deadline) => put({ deadline })} error={faults.get('/deadline')} />
        <StagesField value={stages} onChange={setStages} faults={faults} min={tomorrow} />
        <AssistingField cycle={cycle} except={unit} value={assisting} onChange={setAssisting} />
        {faults.size === 0 && <RefusalNote refusal={draft.refusal} />}
        <div className={styles['acts']}><Button kind="primary" type="submit" busy={busy}>{say(words.save)}</Button><ButtonLink kind="quiet" to={at(`/units/${unit}`)}>{say(words.back)}</ButtonLink></div>
      </form>
    </>
  );
}

/** Units that assist, found by name. */
function AssistingField({ cycle, except, value, onChange }: { cycle: string; except: string; value: readonly Named[]; onChange: (units: Named[]) => void }) {
  const say = useSay();
  const [said, setSaid] = useState('');
  const q = useDeferredValue(said.trim());
  const found = useRead('search', { params: { cycle }, query: { q } }, { when: [...q].length >= 2 }).data;
  const units = [...q].length >= 2 ? (found?.units ?? []).filter(({ unit }) => unit !== except && value.every((one) => one.unit !== unit)) : [];
  return (
    <fieldset className={styles['fieldset']}>
      <legend>{say(words.assisting)}</legend>
      {value.length > 0 && <ul className={styles['chips']}>{value.map((one) => <li key={one.unit}>{one.name}<Button kind="quiet" aria-label={say(words.dropUnit, { unit: one.name })} onClick={() => onChange(value.filter(({ unit }) => unit !== one.unit))}>{say(words.drop)}</Button></li>)}</ul>}
      <TextField id="assisting" label={say(words.findUnit)} hint={say(words.findHint)} value={said} onChange={setSaid} maxLength={40} />
      {units.length > 0 && <ul className={styles['chips']}>{units.map(({ unit, name }) => <li key={unit} style={{ paddingInlineStart: 0 }}><Button kind="quiet" onClick={() => { onChange([...value, { unit, name }]); setSaid(''); }}>{say(words.add, { unit: name })}</Button></li>)}</ul>}
    </fieldset>
  );
}
