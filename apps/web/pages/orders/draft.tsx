import { Form, Input } from 'antd';
import { useDeferredValue, useEffect, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { draftOrder } from '#libs/contracts/api';
import { orderOrigins } from '#libs/domain/order/order';
import { addDays, localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { withAntd } from '../../base/antd.tsx';
import { useRead } from '../../base/api.ts';
import type { Asked } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { faultsBefore, faultsOf } from '../../base/faults.ts';
import type { Fault } from '../../base/faults.ts';
import { Outline, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { DateItem, StagesField } from './stages.tsx';
import { ordersWords as words, originWords } from './words.ts';
import styles from './orders.module.css';

/** An order drafted by hand: from an instruction, a meeting, a finding, or what is overdue. */
export default withAntd(DraftOrder);

function DraftOrder() {
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
type Typed = Omit<Body, 'assisting'>;

const blank: Typed = { origin: { kind: 'instruction', reference: '' }, subject: '', matter: '', deadline: '', stages: [] };

function DraftForm({ cycle, unit, policy, unitName, tomorrow }: { cycle: string; unit: string; policy: string; unitName: string; tomorrow: string }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const draft = useAct('draftOrder');
  const busy = useBusy(draft);
  const [form] = Form.useForm<Typed>();
  const [assisting, setAssisting] = useState<readonly Named[]>([]);
  const mark = (faults: readonly Fault[]): void => form.setFields(faults.map(({ path, why }) => ({ name: path, errors: [why] })) as never);
  const { refusal } = draft;
  const inForm = refusal ? faultsOf(refusal, say).filter(({ path }) => path.length > 0 && path[0] !== 'assisting') : [];
  useEffect(() => { if (inForm.length > 0) mark(inForm); }, [refusal]);
  const give = async (typed: Typed): Promise<void> => {
    if (busy) return;
    const body: Body = { ...typed, stages: typed.stages ?? [], assisting: assisting.map((one) => one.unit) };
    const wrong = faultsBefore(draftOrder, body, say);
    if (wrong.length > 0) return mark(wrong);
    const answer = await draft.give({ params: { cycle, unit, duty: policy }, body });
    if (answer?.obligation) go(at(`/units/${unit}/obligations/${answer.obligation.split('/').at(-1)}`));
  };
  return (
    <>
      <h1>{say(words.draftTitle, { unit: unitName })}</h1>
      <p className="lead">{say(words.draftLead)}</p>
      <Form<Typed> form={form} layout="vertical" className={`card ${styles['form']}`} initialValues={blank} requiredMark={false} onFinish={(typed) => void give(typed)}>
        <div className={styles['two']}>
          <Form.Item name={['origin', 'kind']} label={say(words.originKind)}><OriginChoice /></Form.Item>
          <Form.Item name={['origin', 'reference']} label={say(words.reference)}><Input maxLength={200} autoComplete="off" /></Form.Item>
        </div>
        <Form.Item name="subject" label={say(words.subject)} extra={say(words.subjectHint)}><Input maxLength={80} autoComplete="off" /></Form.Item>
        <Form.Item name="matter" label={say(words.matter)}><Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={2000} /></Form.Item>
        <DateItem name="deadline" label={say(words.deadline)} min={tomorrow} />
        <StagesField min={tomorrow} />
        <AssistingField cycle={cycle} except={unit} value={assisting} onChange={setAssisting} />
        {inForm.length === 0 && <RefusalNote refusal={refusal} />}
        <div className={styles['acts']}><Button kind="primary" type="submit" busy={busy}>{say(words.save)}</Button><ButtonLink kind="quiet" to={at(`/units/${unit}`)}>{say(words.back)}</ButtonLink></div>
      </Form>
    </>
  );
}

/** By the browser's own control; the form gives it its value and its id. */
function OriginChoice({ value, onChange, id }: { value?: string; onChange?: (value: string) => void; id?: string }) {
  const say = useSay();
  return <select id={id} className={styles['select']} value={value} onChange={(event) => onChange?.(event.target.value)}>{orderOrigins.map((one) => <option key={one} value={one}>{say(originWords[one] ?? { zh: one, en: one })}</option>)}</select>;
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
      <Form.Item label={say(words.findUnit)} htmlFor="assisting" extra={say(words.findHint)}><Input id="assisting" value={said} onChange={(event) => setSaid(event.target.value)} onPressEnter={(event) => event.preventDefault()} maxLength={40} autoComplete="off" /></Form.Item>
      {units.length > 0 && <ul className={styles['chips']}>{units.map(({ unit, name }) => <li key={unit} style={{ paddingInlineStart: 0 }}><Button kind="quiet" onClick={() => { onChange([...value, { unit, name }]); setSaid(''); }}>{say(words.add, { unit: name })}</Button></li>)}</ul>}
    </fieldset>
  );
}
