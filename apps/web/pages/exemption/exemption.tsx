import { useState } from 'react';
import type { ReactNode } from 'react';
import { exemptionCommands } from '#libs/domain/exemption/rules';
import { isToCome } from '#libs/domain/exemption/exemption';
import { useAct } from '../../base/act.ts';
import type { AnswerOf } from '../../base/api.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { TextArea, TextField } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { ReasonDialog } from '../../base/reason.tsx';
import { useSay } from '../../base/say.ts';
import { useMayAct } from '../../shell/may.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import { exemptionWords as words } from './words.ts';
import styles from './exemption.module.css';

type Exempt = Pick<AnswerOf<'plan'>, 'unit' | 'superior' | 'status' | 'exemption' | 'dueOn' | 'originalDueOn' | 'seq'>;

/** Why nothing is owed, in a sentence. */
export function ExemptionNote({ exemption }: { exemption: Exempt['exemption'] }) {
  const say = useSay();
  if (!exemption) return null;
  const { kind, reason, by, at, document } = exemption;
  return <p className="lead">{say(kind === 'noTask' ? words.isNoTask : words.isWaived, { reason, by, at: say.moment(at) })}{document && <> {say(words.document, document)}</>}</p>;
}

/**
 * How a duty can fall away and come back: 无此项任务 by the unit's leaders, 要求办理 and 免予 from above. Each with its
 * reason, in one question. `children`: other ways that only one kind of duty has.
 */
export function OtherWays({ view, place, transitions, children }: { view: Exempt; place: DutyProps; transitions: Readonly<Record<string, object>>; children?: ReactNode }) {
  const say = useSay();
  const { can } = useMayAct();
  const now = useRead('cycle', { params: { cycle: place.cycle } }).data?.now;
  const [open, setOpen] = useState<'noTask' | 'require' | 'waive' | null>(null);
  const at = { unit: view.unit, superior: view.superior, status: view.status };
  // What fell away has no date that runs; it could come back until its first one.
  const dueOn = view.dueOn ?? view.originalDueOn;
  const isAhead = dueOn !== null && now !== undefined && isToCome({ dueOn }, now);
  const mayDeclare = isAhead && can(exemptionCommands.declareNoTask, at, transitions);
  const mayRequire = isAhead && can(exemptionCommands.requireTask, at, transitions);
  const mayWaive = can(exemptionCommands.waiveDuty, at, transitions);
  if (!mayDeclare && !mayRequire && !mayWaive && !children) return null;
  const close = (): void => setOpen(null);
  return (
    <section aria-labelledby="other-ways" className="no-print">
      <h2 id="other-ways">{say(words.otherWays)}</h2>
      <div className={styles['ways']}>
        {children}
        {mayDeclare && <Button onClick={() => setOpen('noTask')}>{say(words.noTask)}</Button>}
        {mayRequire && <Button onClick={() => setOpen('require')}>{say(words.require)}</Button>}
        {mayWaive && <Button onClick={() => setOpen('waive')}>{say(words.waive)}</Button>}
      </div>
      {open === 'noTask' && <Because name="declareNoTask" place={place} seq={view.seq} title={say(words.noTaskTitle)} lead={say(words.noTaskLead)} verb={say(words.declare)} onClose={close} />}
      {open === 'require' && <Because name="requireTask" place={place} seq={view.seq} title={say(words.requireTitle)} lead={say(words.requireLead)} verb={say(words.require)} onClose={close} />}
      {open === 'waive' && <Waive place={place} seq={view.seq} onClose={close} />}
    </section>
  );
}

/** One question, one reason, one act. */
export function Because({ name, place, title, lead, verb, seq, onClose }: { seq: number; name: 'declareNoTask' | 'requireTask' | 'submitNil' | 'refuseExtension'; place: DutyProps; title: string; lead: string; verb: string; onClose: () => void }) {
  const say = useSay();
  const act = useAct(name);
  return (
    <ReasonDialog title={title} lead={lead} verb={verb} label={say(words.reason)} most={500} rows={2} act={act} seq={seq} onClose={onClose}
      give={(reason, seen) => act.give({ params: place, body: { reason } }, { seen })} />
  );
}

function Waive({ place, seq, onClose }: { seq: number; place: DutyProps; onClose: () => void }) {
  const say = useSay();
  const act = useAct('waiveDuty');
  const [form, setForm] = useState({ reason: '', number: '', title: '' });
  const [isAsked, setAsked] = useState(false);
  const missing = (field: keyof typeof form) => (isAsked && form[field].trim() === '' ? fieldWords.empty : undefined);
  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    const { reason, number, title } = form;
    if ([reason, number, title].some((one) => one.trim() === '')) return;
    if (await act.give({ params: place, body: { reason: reason.trim(), document: { number: number.trim(), title: title.trim() } } }, { seen })) onClose();
  };
  return (
    <AskDialog title={say(words.waiveTitle)} lead={say(words.waiveLead)} verb={say(words.waive)} act={act} seq={seq} onClose={onClose} onGive={(seen) => void give(seen)}>
      <TextField id="waive-number" label={say(words.number)} maxLength={60} value={form.number} error={missing('number')} onChange={(number) => setForm({ ...form, number })} />
      <TextField id="waive-title" label={say(words.title)} maxLength={120} value={form.title} error={missing('title')} onChange={(title) => setForm({ ...form, title })} />
      <TextArea id="waive-reason" label={say(words.reason)} maxLength={500} rows={2} value={form.reason} error={missing('reason')} onChange={(reason) => setForm({ ...form, reason })} />
    </AskDialog>
  );
}
