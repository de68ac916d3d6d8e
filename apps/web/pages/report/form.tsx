import { useState } from 'react';
import type { FormEvent } from 'react';
import { useAct } from '../../base/act.ts';
import { Attachments } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import type { DraftOf } from '../../base/draft.ts';
import { fieldWords } from '../../base/field-words.ts';
import { KeptState, TakenUp, WhichDraft } from '../../base/keeping.tsx';
import { FaultSummary, goTo, TextArea } from '../../base/field.tsx';
import { Note, RefusalNote, useBusy, useSeen } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import { FigureRow } from './figure.tsx';
import { nameOfField, periodName } from './fields.ts';
import { bodyOf, changesIn, faultsIn, faultsOf, fieldId, formFrom, formOf, progressOf } from './form.ts';
import type { Fault, ReportForm, ReportView } from './form.ts';
import { reportWords as words } from './words.ts';
import styles from './report.module.css';

/**
 * The form of a report, as its letter asks it: kept while typing, checked as the server checks, and where it was
 * returned, each comment at its field and each change before and after.
 */
export function Form({ view, place, draft, last, onSent }: { view: ReportView; place: DutyProps; draft: DraftOf<ReportForm>; last: Readonly<Record<string, number>>; onSent: () => void }) {
  const say = useSay();
  const submit = useAct('submitReport');
  const busy = useBusy(submit);
  const { seen, stale } = useSeen(view.seq);
  const [form, setForm] = useState<ReportForm>(() => (draft.found ? formFrom(view, draft.found.content) : formOf(view)));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const change = (next: ReportForm, field: string): void => {
    setForm(next);
    setFaults((before) => before.filter((one) => !one.field.startsWith(field) && one.field !== 'form'));
    submit.clear();
    draft.keep(next);
  };
  const begin = (): void => {
    setForm(formOf(view));
    setFaults([]);
    void draft.drop();
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy !== false) return;
    const found = faultsIn(view, form);
    setFaults(found);
    if (found[0]) return goTo(fieldId(found[0].field));
    if (!await submit.give({ params: place, body: bodyOf(view, form) }, { seen })) return;
    onSent();
    await draft.drop();
  };
  const shown = submit.refusal ? faultsOf(view, submit.refusal.body) : faults;
  const returned = view.status === 'returned' ? view.submissions.at(-1)?.returned : undefined;
  const comments = returned?.comments ?? [];
  const changes = returned || view.draft ? changesIn(view, form) : [];
  const faultAt = (field: string) => shown.find((one) => one.field === field)?.words;
  const changeOf = (field: string) => changes.find((one) => one.field === field);
  const commentsOn = (field: string): string[] => comments.filter((one) => one.field === field).map(({ comment }) => comment);
  const firstStep = view.steps[0];
  return (
    <form noValidate onSubmit={(event) => void send(event)} aria-label={say(view.title)}>
      <TakenUp draft={draft} onAnew={begin} />
      <WhichDraft draft={draft} mine={form} onTake={setForm} />
      {stale}
      <FaultSummary faults={shown.filter(({ field }) => field !== 'form').map(({ field, words: said }) => ({ id: fieldId(field), label: nameOfField(view, field, say), words: said }))} />
      <h2>{say(words.figures)}</h2>
      <ul className={`card ${styles['rows']}`}>
        {view.asked.map((asked) => (
          <FigureRow key={asked.indicator} view={view} form={form} asked={asked} last={last[asked.indicator]} faultAt={faultAt} changeOf={changeOf} comments={commentsOn(`figures.${asked.indicator}`)}
            onChange={(figure, part) => change({ ...form, figures: { ...form.figures, [asked.indicator]: figure } }, `figures.${asked.indicator}${part}`)} />
        ))}
      </ul>
      <h2>{say(words.texts)}</h2>
      <div className={`card ${styles['texts']}`}>
        {(['problems', 'nextSteps'] as const).map((field) => (
          <div key={field}>
            {commentsOn(field).map((comment) => <p key={comment} className={styles['comment']}>{say(words.comment, { comment })}</p>)}
            <TextArea id={fieldId(field)} label={say(words[field])} hint={say(words.optional)} maxLength={2000} value={form[field]} error={faultAt(field)} onChange={(value) => change({ ...form, [field]: value }, field)} />
            {changeOf(field) && <p className={styles['changed']}>{say(words.was)} <s>{changeOf(field)?.before || '—'}</s></p>}
          </div>
        ))}
        <Attachments unit={view.unit} label={say(fieldWords.files)} most={10} value={form.attachments} onChange={(attachments) => change({ ...form, attachments }, 'attachments')} />
      </div>
      {submit.refusal && faultsOf(view, submit.refusal.body).length === 0 && <RefusalNote refusal={submit.refusal} />}
      {faultAt('form') && <Note kind="near">{say(faultAt('form') ?? words.nothingSaid)}</Note>}
      <div className={styles['bar']}>
        <Progress view={view} form={form} draft={draft} />
        <Button kind="primary" type="submit" busy={busy}>{say(firstStep ? words.submitInside : returned ? words.resubmit : words.submit, { step: firstStep ? say(firstStep.title) : '' })}</Button>
      </div>
    </form>
  );
}

function Progress({ view, form, draft }: { view: ReportView; form: ReportForm; draft: DraftOf<ReportForm> }) {
  const say = useSay();
  const { done, left } = progressOf(view, form);
  return (
    <div>
      <div role="status">{left === 0 ? say(words.full, { done }) : say(words.progress, { done, left })}</div>
      <KeptState draft={draft} />
    </div>
  );
}

export const leadOf = (view: ReportView, say: ReturnType<typeof useSay>): string => {
  const period = periodName(view.period, say);
  const returned = view.status === 'returned' ? view.submissions.at(-1)?.returned : undefined;
  const back = view.draft?.handedBack;
  if (view.status === 'handedBack' && back) return say(words.toCorrectInside, { step: say(view.steps.find(({ id }) => id === back.step)?.title ?? words.steps), reason: back.reason });
  if (returned) return say(words.toCorrect, { by: returned.by, n: returned.comments.length });
  const [first] = view.steps;
  return first ? say(words.toFillSteps, { period, n: view.asked.length, step: say(first.title), superior: view.superiorName }) : say(words.toFill, { period, n: view.asked.length });
};
