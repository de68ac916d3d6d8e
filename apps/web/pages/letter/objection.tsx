import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { Button } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn } from '../../base/faults.ts';
import { TextArea, TextField } from '../../base/field.tsx';
import { ReasonDialog } from '../../base/reason.tsx';
import { useSay } from '../../base/say.ts';
import { numberIn } from '../../base/typed.ts';
import type { DutyProps } from '../obligation/duty.ts';
import { afterwards, planIn } from './figures.ts';
import type { LetterView, TargetOf } from './figures.ts';
import { faultsOfFigures, TargetChoice } from './target.tsx';
import { actWords as words } from './words.ts';
import styles from './acts.module.css';

interface Props {
  letter: LetterView;
  params: DutyProps;
  /** Says beside the letter what was done. */
  onDone: (said: string) => void;
}
interface DialogProps extends Props {
  onClose: () => void;
}

/** One target, the figure the unit thinks right, and why. */
export function ObjectDialog({ letter, params, onDone, onClose }: DialogProps) {
  const say = useSay();
  const act = useAct('objectToLetter');
  const [typed, setTyped] = useState({ indicator: '', proposed: '', reason: '' });
  const [isAsked, setAsked] = useState(false);
  const { indicator, proposed, reason } = typed;
  const value = numberIn(proposed);
  const target = letter.targets.find((one) => one.indicator === indicator);
  const own = faultsOfFigures({ '/indicator': indicator, '/reason': reason }, { '/proposed': proposed });
  const faults = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    if (own.size > 0 || value === null || !await act.give({ params, body: { indicator, proposed: value, reason: reason.trim() } }, { seen })) return;
    onDone(say(words.objected));
    onClose();
  };
  return (
    <AskDialog title={say(words.objectTitle)} lead={say(words.objectHint, { superior: letter.superiorName })} verb={say(words.objectDo)} act={act} seq={letter.seq} fields={['/indicator', '/proposed', '/reason']}
      onGive={(seen) => void give(seen)} onClose={onClose}>
      <TargetChoice targets={letter.targets} value={indicator} error={faults.get('/indicator')} onChange={(chosen) => setTyped({ ...typed, indicator: chosen })} />
      <TextField numeric label={target ? say(words.proposedWith, { measure: target.measure }) : say(words.proposed)} value={proposed} error={faults.get('/proposed')} onChange={(text) => setTyped({ ...typed, proposed: text })}
        hint={target && value !== null && say(words.effect, { before: say.number(target.value), after: say.number(value), measure: target.measure })} />
      <TextArea label={say(words.reason)} maxLength={1000} value={reason} error={faults.get('/reason')} onChange={(text) => setTyped({ ...typed, reason: text })} />
    </AskDialog>
  );
}

/** The objection that waits for its answer, or the last that was answered; whoever issues it answers here. */
export function Objections({ letter, params, may, onDone }: Props & { may: ReadonlySet<string> }) {
  const say = useSay();
  const [open, setOpen] = useState<'revise' | 'refuse' | null>(null);
  const last = letter.objections.at(-1);
  const target = letter.targets.find(({ indicator }) => indicator === last?.indicator);
  if (!last || !target) return null;
  const { answer } = last;
  const before = answer ? null : target.value;
  return (
    <section className={styles['panel']} aria-labelledby="objection">
      <h2 id="objection">{say(words.objectionHeading, { name: target.name })}</h2>
      <div className={`card ${styles['box']}`}>
        <p><b className={styles['figure']}>{before === null ? `${say.number(last.proposed)} ${target.measure}` : say(words.effect, { before: say.number(before), after: say.number(last.proposed), measure: target.measure })}</b></p>
        <p>{last.reason}</p>
        <p className="small">{say(words.objectionBy, { by: last.by, at: say.moment(last.at) })}</p>
        {answer && <p className={styles['answer']}>
          <b>{answer.kind === 'revised' ? say(words.revised, { value: say.number(answer.value ?? 0), measure: target.measure }) : say(words.refused)}</b><br />
          {say(words.answeredBy, { by: answer.by, at: say.moment(answer.at), reason: answer.reason })}
        </p>}
        {may.has('reviseLetter') && <p className={styles['buttons']}><Button kind="primary" onClick={() => setOpen('revise')}>{say(words.revise)}</Button>
          <Button onClick={() => setOpen('refuse')}>{say(words.refuse)}</Button></p>}
      </div>
      {open === 'revise' && <ReviseDialog letter={letter} params={params} target={target} proposed={last.proposed} onDone={onDone} onClose={() => setOpen(null)} />}
      {open === 'refuse' && <RefuseDialog letter={letter} params={params} target={target} onDone={onDone} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** What the revision does to the target and to its plan by period, by the rule the server follows. */
function ReviseDialog({ letter, params, target, proposed, onDone, onClose }: DialogProps & { target: TargetOf; proposed: number }) {
  const say = useSay();
  const act = useAct('reviseLetter');
  const [typed, setTyped] = useState({ value: String(proposed), reason: '' });
  const [isAsked, setAsked] = useState(false);
  const value = numberIn(typed.value);
  const after = value === null ? null : afterwards(target, value);
  const own = faultsOfFigures({ '/reason': typed.reason }, { '/value': typed.value });
  const faults = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    if (own.size > 0 || value === null || !await act.give({ params, body: { value, reason: typed.reason.trim() } }, { seen })) return;
    onDone(say(words.answered));
    onClose();
  };
  return (
    <AskDialog title={say(words.reviseTitle, { name: target.name })} lead={say(words.reviseHint, { unit: letter.unitName })} verb={say(words.revise)} act={act} seq={letter.seq} fields={['/value', '/reason']}
      onGive={(seen) => void give(seen)} onClose={onClose}>
      <TextField numeric label={say(words.reviseValue, { measure: target.measure })} value={typed.value} error={faults.get('/value')} onChange={(text) => setTyped({ ...typed, value: text })}
        hint={after && <>{say(words.effect, { before: say.number(target.value), after: say.number(after.value), measure: target.measure })}{Object.keys(after.byPeriod).length > 0 && <><br />{say(words.plan, { plan: planIn(say, after.byPeriod) })}</>}</>} />
      <TextArea label={say(words.reason)} maxLength={1000} value={typed.reason} error={faults.get('/reason')} onChange={(text) => setTyped({ ...typed, reason: text })} />
    </AskDialog>
  );
}

function RefuseDialog({ letter, params, target, onDone, onClose }: DialogProps & { target: TargetOf }) {
  const say = useSay();
  const act = useAct('refuseObjection');
  const give = async (reason: string, seen: number): Promise<unknown> => {
    const given = await act.give({ params, body: { reason } }, { seen });
    if (given) onDone(say(words.answered));
    return given;
  };
  return (
    <ReasonDialog title={say(words.refuseTitle, { name: target.name })} lead={say(words.refuseHint, { unit: letter.unitName, value: say.number(target.value), measure: target.measure })}
      verb={say(words.refuse)} label={say(words.reason)} most={1000} act={act} seq={letter.seq} give={give} onClose={onClose} />
  );
}
