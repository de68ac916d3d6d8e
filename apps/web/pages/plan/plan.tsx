import { useState } from 'react';
import type { FormEvent } from 'react';
import { planTransitions } from '#libs/domain/plan/plan';
import { planKind } from '#libs/domain/plan/rules';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Attachments } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import { useDraft } from '../../base/draft.ts';
import type { DraftOf } from '../../base/draft.ts';
import { DateField, FaultSummary, goTo, TextArea, TextField } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { KeptState, TakenUp, WhichDraft } from '../../base/keeping.tsx';
import { Note, Outline, RefusalNote, Shown, useBusy, useSeen } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { fenIn } from '../../base/typed.ts';
import type { MoneyUnit } from '../../base/typed.ts';
import { useMayAct } from '../../shell/may.ts';
import { ExemptionNote, OtherWays } from '../exemption/exemption.tsx';
import type { DutyProps } from '../obligation/kinds.ts';
import reportStyles from '../report/report.module.css';
import { bodyOf, emptyItem, faultsIn, fieldAt, fieldId, formOf, inMoney, mostItems, totalFen } from './form.ts';
import type { PlanForm, PlanItemForm, PlanView } from './form.ts';
import { yuanOf } from './money.ts';
import { PlanReading, PlanReview } from './reading.tsx';
import { planWords as words } from './words.ts';
import styles from './plan.module.css';

/** A plan: its items typed as a table, money exact to the fen; read and decided above. */
export default function Plan(place: DutyProps) {
  const plan = useRead('plan', { params: place });
  return <Shown of={plan} lines={8}>{(view) => <Standing view={view} place={place} />}</Shown>;
}

function Standing({ view, place }: { view: PlanView; place: DutyProps }) {
  const say = useSay();
  const { isKnown, can } = useMayAct();
  const draft = useDraft<PlanForm>(place, 'plan');
  if (!isKnown || draft.found === undefined) return <Outline lines={8} />;
  const at = { unit: view.unit, superior: view.superior, status: view.status };
  const maySubmit = can(planKind.commands.submitPlan, at, planTransitions);
  const mayReview = can(planKind.commands.approvePlan, at, planTransitions);
  return (
    <div className={styles['part']}>
      <ExemptionNote exemption={view.exemption} />
      {maySubmit && <Filling view={view} place={place} draft={draft} />}
      {mayReview && <PlanReview view={view} place={place} />}
      {!maySubmit && !mayReview && <>
        {view.status === 'submitted' && <Note>{say(words.waitingAbove, { superior: view.superiorName })}</Note>}
        {view.approvedAt !== null && <Note kind="done">{say(words.approved, { superior: view.superiorName, at: say.moment(view.approvedAt) })}</Note>}
        {view.submission && <PlanReading submission={view.submission} />}
      </>}
      <OtherWays view={view} place={place} transitions={planTransitions} />
    </div>
  );
}

function Filling({ view, place, draft }: { view: PlanView; place: DutyProps; draft: DraftOf<PlanForm> }) {
  const say = useSay();
  const submit = useAct('submitPlan');
  const busy = useBusy(submit);
  const { seen, stale } = useSeen(view.seq);
  const [form, setForm] = useState<PlanForm>(() => draft.found?.content ?? formOf(view));
  const [isAsked, setAsked] = useState(false);
  const change = (next: PlanForm): void => {
    setForm(next);
    submit.clear();
    draft.keep(next);
  };
  const returned = view.status === 'returned' ? view.submission?.returned : undefined;
  const own = isAsked ? faultsIn(form, view) : [];
  const refused = (submit.refusal?.body.errors ?? []).map(({ pointer, detail }) => ({ field: fieldAt(pointer), words: submit.refusal?.body.code === 'invalid' ? { zh: detail, en: detail } : submit.refusal?.body.words ?? { zh: detail, en: detail } }));
  const faults = own.length > 0 ? own : refused;
  const faultAt = (field: string) => faults.find((one) => one.field === field)?.words;
  const atFields = faults.filter(({ field }) => field !== 'form');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy !== false) return;
    setAsked(true);
    const [first] = faultsIn(form, view);
    if (first) return goTo(fieldId(first.field));
    if (await submit.give({ params: place, body: bodyOf(form) }, { seen })) await draft.drop();
  };
  const labelOf = (field: string): string => {
    const [, index, part] = /^items\.(\d+)\.(\w+)$/.exec(field) ?? [];
    return index === undefined ? say(words.textHead) : `${say(words.item, { n: Number(index) + 1 })} · ${say(partWords[part as keyof PlanItemForm] ?? words.items)}`;
  };
  const setItem = (index: number, part: Partial<PlanItemForm>): void => change({ ...form, items: form.items.map((item, n) => (n === index ? { ...item, ...part } : item)) });
  const sum = totalFen(form);
  return (
    <form noValidate onSubmit={(event) => void send(event)} aria-label={say(view.title)}>
      <p className="lead">{returned ? say(words.returned, { by: returned.by, n: returned.comments.length }) : say(words.lead, { year: view.year, superior: view.superiorName })}</p>
      <TakenUp draft={draft} onAnew={() => { setForm(formOf(view)); setAsked(false); void draft.drop(); }} />
      <WhichDraft draft={draft} mine={form} onTake={setForm} />
      {stale}
      <FaultSummary faults={atFields.map(({ field, words: said }) => ({ id: fieldId(field), label: labelOf(field), words: said }))} />
      <div className={styles['head']}>
        <h2>{say(words.items)}</h2>
        <select aria-label={say(words.money)} value={form.money} onChange={(event) => change(inMoney(form, event.target.value as MoneyUnit))}>
          <option value="tenThousand">{say(words.tenThousand)}</option><option value="yuan">{say(words.yuan)}</option>
        </select>
      </div>
      <div className="card">
        <ol className={styles['items']}>{form.items.map((item, index) => (
          <ItemRow key={index} index={index} item={item} money={form.money} year={view.year} faultAt={faultAt} comments={returned?.comments.filter(({ field }) => field === `items.${index}`).map(({ comment }) => comment) ?? []}
            onChange={(part) => setItem(index, part)} onRemove={form.items.length > 1 ? () => change({ ...form, items: form.items.filter((_one, n) => n !== index) }) : null} />
        ))}</ol>
        {returned?.comments.filter(({ field }) => field === 'items').map(({ comment }) => <p key={comment} className={styles['comment']}>{say(words.comment, { comment })}</p>)}
        {form.items.length < mostItems && <div className={styles['more']}><Button kind="quiet" onClick={() => change({ ...form, items: [...form.items, emptyItem] })}>{say(words.add)}</Button></div>}
      </div>
      <div className={`card ${styles['text']}`}>
        {returned?.comments.filter(({ field }) => field === 'text').map(({ comment }) => <p key={comment} className={styles['comment']}>{say(words.comment, { comment })}</p>)}
        <TextArea id={fieldId('text')} label={say(words.text)} maxLength={2000} value={form.text} error={faultAt('text')} onChange={(text) => change({ ...form, text })} />
        <Attachments unit={view.unit} label={say(fieldWords.files)} most={10} value={form.attachments} onChange={(attachments) => change({ ...form, attachments })} />
      </div>
      {faultAt('form') && <Note kind="near">{say(faultAt('form') ?? words.noItems)}</Note>}
      {submit.refusal && refused.every(({ field }) => field === 'form') && <RefusalNote refusal={submit.refusal} />}
      <div className={reportStyles['bar']}>
        <div><div>{say(sum > 0 ? words.total : words.count, { n: form.items.length, yuan: yuanOf(sum) })}</div><KeptState draft={draft} /></div>
        <Button kind="primary" type="submit" busy={busy}>{say(returned ? words.resubmit : words.submit)}</Button>
      </div>
    </form>
  );
}

const partWords = { title: words.title, owner: words.owner, dueOn: words.dueOn, measure: words.measureHead, amount: words.amountHead };

function ItemRow({ index, item, money, year, comments, faultAt, onChange, onRemove }: {
  index: number; item: PlanItemForm; money: MoneyUnit; year: number; comments: readonly string[]; faultAt: (field: string) => { zh: string; en: string } | undefined;
  onChange: (part: Partial<PlanItemForm>) => void; onRemove: (() => void) | null;
}) {
  const say = useSay();
  const at = (part: string): string => `items.${index}.${part}`;
  const fen = fenIn(item.amount, money);
  return (
    <li className={styles['item']} aria-label={say(words.item, { n: index + 1 })}>
      <TextField id={fieldId(at('title'))} label={say(words.title)} maxLength={60} value={item.title} error={faultAt(at('title'))} onChange={(title) => onChange({ title })} />
      <TextField id={fieldId(at('owner'))} label={say(words.owner)} maxLength={30} value={item.owner} error={faultAt(at('owner'))} onChange={(owner) => onChange({ owner })} />
      <DateField id={fieldId(at('dueOn'))} label={say(words.dueOn)} min={`${year}-01-01`} max={`${year}-12-31`} value={item.dueOn} error={faultAt(at('dueOn'))} onChange={(dueOn) => onChange({ dueOn })} />
      <TextField id={fieldId(at('measure'))} label={say(words.measure)} maxLength={60} value={item.measure} error={faultAt(at('measure'))} onChange={(measure) => onChange({ measure })} />
      <TextField id={fieldId(at('amount'))} label={say(words.amount)} numeric unit={say(words[money])} value={item.amount} error={faultAt(at('amount'))} hint={fen !== null && fen > 0 && money === 'tenThousand' ? say(words.isFen, { yuan: yuanOf(fen) }) : undefined} onChange={(amount) => onChange({ amount })} />
      {onRemove ? <Button kind="quiet" aria-label={say(words.remove, { n: index + 1 })} onClick={onRemove}>{say(words.removeShort)}</Button> : <span />}
      {comments.map((comment) => <p key={comment} className={styles['comment']}>{say(words.comment, { comment })}</p>)}
    </li>
  );
}
