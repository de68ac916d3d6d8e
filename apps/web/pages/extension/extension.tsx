import { useState } from 'react';
import { Link } from 'wouter';
import { extensionTransitions } from '#libs/domain/extension/extension';
import { extensionKind } from '#libs/domain/extension/rules';
import { addDays, dayNumber } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { AttachmentLinks } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { DateField, TextArea } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { useMayAct } from '../../shell/may.ts';
import { Because } from '../exemption/exemption.tsx';
import type { DutyProps } from '../obligation/kinds.ts';
import { useLater } from './later.ts';
import { extensionWords as words } from './words.ts';
import styles from './extension.module.css';

type View = AnswerOf<'extension'>;

/** A request for more time: what is asked and why; granted with a date or refused, with the reason; or taken back. */
export default function Extension(place: DutyProps) {
  const extension = useRead('extension', { params: place });
  return <Shown of={extension} lines={5}>{(view) => <Request view={view} place={place} />}</Shown>;
}

function Request({ view, place }: { view: View; place: DutyProps }) {
  const say = useSay();
  const at = useAt();
  const later = useLater();
  const { unit, unitName, of, from, asked, decideBy, status, reason, progress, decision, by, requestedAt } = view;
  return (
    <div className={styles['part']}>
      <p className="lead">{say(words.lead, { unit: unitName, from: say.date(from), asked: say.date(asked) })}{status === 'requested' && decideBy !== null && <> {say(words.decideBy, { date: say.date(decideBy) })}</>} <Link to={at(`/units/${unit}/obligations/${of}`)}>{say(words.theDuty)}</Link></p>
      <dl className={`card ${styles['said']}`}>
        <dt>{say(words.newDate)}</dt><dd className={styles['moved']}><s>{say.fullDate(from)}</s> → <b>{say.fullDate(asked)}</b> <span className="small">{later(from, asked)}</span></dd>
        <dt>{say(words.reason)}</dt><dd>{reason}</dd>
        <dt>{say(words.progress)}</dt><dd>{progress || say(words.nothingSaid)}</dd>
        {view.attachments.length > 0 && <><dt>{say(fieldWords.files)}</dt><dd><AttachmentLinks files={view.attachments} /></dd></>}
        <dt /><dd className="small">{say(words.by, { by, at: say.moment(requestedAt) })}</dd>
      </dl>
      {decision
        ? <p className="lead">{decision.dueOn === null ? say(words.refused, { by: decision.by, at: say.moment(decision.at), reason: decision.reason }) : say(words.granted, { by: decision.by, at: say.moment(decision.at), date: say.fullDate(decision.dueOn), reason: decision.reason })}</p>
        : status === 'requested' ? <Acts view={view} place={place} /> : <p className="lead">{say(words.ended)}</p>}
    </div>
  );
}

function Acts({ view, place }: { view: View; place: DutyProps }) {
  const say = useSay();
  const { can, holds } = useMayAct();
  const waiting = useRead('story', { params: place }).data?.waitsFor?.posts ?? [];
  const withdraw = useAct('withdrawExtension');
  const busy = useBusy(withdraw);
  const [open, setOpen] = useState<'grant' | 'refuse' | null>(null);
  const where = { unit: view.unit, superior: view.superior, status: view.status };
  const { grantExtension, withdrawExtension } = extensionKind.commands;
  const mayDecide = can(grantExtension, where, extensionTransitions) && waiting.some(({ post }) => holds(post));
  const mayWithdraw = can(withdrawExtension, where, extensionTransitions);
  return (
    <>
      <div className={styles['acts']}>
        {mayDecide && <Button kind="primary" onClick={() => setOpen('grant')}>{say(words.grant)}</Button>}
        {mayDecide && <Button onClick={() => setOpen('refuse')}>{say(words.refuse)}</Button>}
        {mayWithdraw && <Button busy={busy} onClick={() => void withdraw.give({ params: place, body: {} }, { seen: view.seq })}>{say(words.withdraw)}</Button>}
      </div>
      <RefusalNote refusal={withdraw.refusal} />
      {open === 'grant' && <Grant view={view} place={place} onClose={() => setOpen(null)} />}
      {open === 'refuse' && <Because name="refuseExtension" place={place} seq={view.seq} title={say(words.refuseTitle)} lead={say(words.refuseLead)} verb={say(words.refuse)} onClose={() => setOpen(null)} />}
    </>
  );
}

function Grant({ view, place, onClose }: { view: View; place: DutyProps; onClose: () => void }) {
  const say = useSay();
  const later = useLater();
  const grant = useAct('grantExtension');
  const [dueOn, setDueOn] = useState(view.asked);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const days = dueOn === '' ? 0 : dayNumber(dueOn) - dayNumber(view.from);
  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    if (days > 0 && reason.trim() !== '' && await grant.give({ params: place, body: { dueOn, reason: reason.trim() } }, { seen })) onClose();
  };
  return (
    <AskDialog title={say(words.grantTitle)} lead={say(words.grantLead, { from: say.fullDate(view.from) })} verb={say(words.grant)} act={grant} seq={view.seq} onClose={onClose} onGive={(seen) => void give(seen)}>
      <DateField id="grant-date" label={say(words.newDate)} min={addDays(view.from, 1)} value={dueOn} hint={later(view.from, dueOn) || undefined} error={isAsked && days <= 0 ? fieldWords.notADate : undefined} onChange={setDueOn} />
      <TextArea id="grant-reason" label={say(words.reason)} rows={2} maxLength={1000} value={reason} onChange={setReason} error={isAsked && reason.trim() === '' ? fieldWords.empty : undefined} />
    </AskDialog>
  );
}
