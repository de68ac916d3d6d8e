import { useDeferredValue, useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation, useParams } from 'wouter';
import { draftOrder } from '#libs/contracts/api';
import { orderOrigins } from '#libs/domain/order/order';
import { addDays, localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { Asked } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { faultsIn, faultsOf, noFaults } from '../../base/faults.ts';
import { ChoiceField, DateField, TextArea, TextField } from '../../base/field.tsx';
import { Outline, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { StagesField } from './stages.tsx';
import type { Stage } from './stages.tsx';
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
type Origin = Asked<'draftOrder'>['body']['origin']['kind'];
interface Typed { kind: Origin; reference: string; subject: string; matter: string; deadline: string; stages: Stage[] }

const blank: Typed = { kind: 'instruction', reference: '', subject: '', matter: '', deadline: '', stages: [] };
/** Fields that say themselves what is wrong with them. */
const said = /^\/(origin|subject|matter|deadline|stages)\b/;

function DraftForm({ cycle, unit, policy, unitName, tomorrow }: { cycle: string; unit: string; policy: string; unitName: string; tomorrow: string }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const draft = useAct('draftOrder');
  const busy = useBusy(draft);
  const [typed, setTyped] = useState(blank);
  const [assisting, setAssisting] = useState<readonly Named[]>([]);
  const [own, setOwn] = useState(noFaults);
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const faults = own.size > 0 ? own : faultsIn(draft.refusal);
  const give = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const { kind, reference, ...rest } = typed;
    const body = { ...rest, origin: { kind, reference }, assisting: assisting.map((one) => one.unit) };
    const found = faultsOf(draftOrder, body);
    setOwn(found);
    if (found.size > 0) return;
    const answer = await draft.give({ params: { cycle, unit, duty: policy }, body });
    if (answer?.obligation) go(at(`/units/${unit}/obligations/${answer.obligation.split('/').at(-1)}`));
  };
  return (
    <>
      <h1>{say(words.draftTitle, { unit: unitName })}</h1>
      <p className="lead">{say(words.draftLead)}</p>
      <form className={`card ${styles['form']}`} noValidate onSubmit={(event) => void give(event)}>
        <div className={styles['two']}>
          <ChoiceField label={say(words.originKind)} value={typed.kind} options={orderOrigins.map((one) => ({ value: one, label: say(originWords[one] ?? { zh: one, en: one }) }))} error={faults.get('/origin/kind')} onChange={(kind) => set({ kind: kind as Origin })} />
          <TextField label={say(words.reference)} maxLength={200} value={typed.reference} error={faults.get('/origin/reference')} onChange={(reference) => set({ reference })} />
        </div>
        <TextField label={say(words.subject)} hint={say(words.subjectHint)} maxLength={80} value={typed.subject} error={faults.get('/subject')} onChange={(subject) => set({ subject })} />
        <TextArea label={say(words.matter)} rows={4} maxLength={2000} value={typed.matter} error={faults.get('/matter')} onChange={(matter) => set({ matter })} />
        <DateField label={say(words.deadline)} min={tomorrow} value={typed.deadline} error={faults.get('/deadline')} onChange={(deadline) => set({ deadline })} />
        <StagesField min={tomorrow} value={typed.stages} faults={faults} onChange={(stages) => set({ stages })} />
        <AssistingField cycle={cycle} except={unit} value={assisting} onChange={setAssisting} />
        {![...faultsIn(draft.refusal).keys()].some((pointer) => said.test(pointer)) && <RefusalNote refusal={draft.refusal} />}
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
      <div onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault(); }}><TextField id="assisting" label={say(words.findUnit)} hint={say(words.findHint)} maxLength={40} value={said} onChange={setSaid} /></div>
      {units.length > 0 && <ul className={styles['chips']}>{units.map(({ unit, name }) => <li key={unit} style={{ paddingInlineStart: 0 }}><Button kind="quiet" onClick={() => { onChange([...value, { unit, name }]); setSaid(''); }}>{say(words.add, { unit: name })}</Button></li>)}</ul>}
    </fieldset>
  );
}
