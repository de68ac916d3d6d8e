import { App, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { objectToLetter, refuseObjection, reviseLetter } from '#libs/contracts/api';
import { ActDialog } from '../../base/act-dialog.tsx';
import { useAct } from '../../base/act.ts';
import { Button } from '../../base/button.tsx';
import { useSay } from '../../base/say.ts';
import type { DutyParams } from './acts.tsx';
import { afterwards, planIn } from './figures.ts';
import type { LetterView, TargetOf } from './figures.ts';
import { ReasonDialog } from './reason.tsx';
import { actWords as words } from './words.ts';
import styles from './acts.module.css';

interface Props {
  letter: LetterView;
  params: DutyParams;
}
interface DialogProps extends Props {
  isOpen: boolean;
  onClose: () => void;
}

/** One target, the figure the unit thinks right, and why. */
export function ObjectDialog({ letter, params, isOpen, onClose }: DialogProps) {
  const say = useSay();
  const { message } = App.useApp();
  const act = useAct('objectToLetter');
  return (
    <ActDialog
      title={say(words.objectTitle)} verb={say(words.objectDo)} act={act} isOpen={isOpen} onClose={onClose} schema={objectToLetter}
      initial={{ indicator: undefined, proposed: undefined, reason: '' } as unknown as { indicator: string; proposed: number; reason: string }}
      seq={letter.seq} send={async (body, seen) => {
        const given = await act.give({ params, body }, { seen });
        if (given) void message.success(say(words.objected));
        return given;
      }}
    >
      <p className={styles['hint']}>{say(words.objectHint, { superior: letter.superiorName })}</p>
      <Form.Item name="indicator" label={say(words.indicator)}>
        <Select options={letter.targets.map(({ indicator, name, value, measure }) => ({ value: indicator, label: `${name} · ${say.number(value)} ${measure}` }))} />
      </Form.Item>
      <Proposed targets={letter.targets} />
      <Form.Item name="reason" label={say(words.reason)}><Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} showCount /></Form.Item>
    </ActDialog>
  );
}

/** The figure proposed beside the one that stands. */
function Proposed({ targets }: { targets: readonly TargetOf[] }) {
  const say = useSay();
  const indicator = Form.useWatch<string | undefined>('indicator');
  const chosen = targets.find((one) => one.indicator === indicator);
  const proposed = Form.useWatch<number | null | undefined>('proposed');
  return (
    <Form.Item name="proposed" label={chosen ? say(words.proposedWith, { measure: chosen.measure }) : say(words.proposed)}
      extra={chosen && typeof proposed === 'number' ? say(words.effect, { before: say.number(chosen.value), after: say.number(proposed), measure: chosen.measure }) : undefined}>
      <InputNumber style={{ width: '100%' }} precision={2} inputMode="decimal" formatter={plainNumber} />
    </Form.Item>
  );
}

/** Two decimals only where somebody typed them. */
const plainNumber = (value: number | string | undefined): string => (value === undefined || value === '' ? '' : String(value).replace(/\.00$/, '').replace(/(\.\d)0$/, '$1'));

/** The objection that waits for its answer, or the last that was answered; whoever issues it answers here. */
export function Objections({ letter, params, may }: Props & { may: ReadonlySet<string> }) {
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
      <ReviseDialog letter={letter} params={params} target={target} proposed={last.proposed} isOpen={open === 'revise'} onClose={() => setOpen(null)} />
      <RefuseDialog letter={letter} params={params} target={target} isOpen={open === 'refuse'} onClose={() => setOpen(null)} />
    </section>
  );
}

function ReviseDialog({ letter, params, target, proposed, isOpen, onClose }: DialogProps & { target: TargetOf; proposed: number }) {
  const say = useSay();
  const { message } = App.useApp();
  const act = useAct('reviseLetter');
  return (
    <ActDialog title={say(words.reviseTitle, { name: target.name })} verb={say(words.revise)} act={act} isOpen={isOpen} onClose={onClose} schema={reviseLetter}
      initial={{ value: proposed, reason: '' }}
      seq={letter.seq} send={async (body, seen) => {
        const given = await act.give({ params, body }, { seen });
        if (given) void message.success(say(words.answered));
        return given;
      }}>
      <p className={styles['hint']}>{say(words.reviseHint, { unit: letter.unitName })}</p>
      <Revised target={target} />
      <Form.Item name="reason" label={say(words.reason)}><Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} showCount /></Form.Item>
    </ActDialog>
  );
}

/** What the revision does to the target and to its plan by period, by the rule the server follows. */
function Revised({ target }: { target: TargetOf }) {
  const say = useSay();
  const value = Form.useWatch<number | null | undefined>('value');
  const after = typeof value === 'number' ? afterwards(target, value) : null;
  return (
    <Form.Item name="value" label={say(words.reviseValue, { measure: target.measure })}
      extra={after && <>{say(words.effect, { before: say.number(target.value), after: say.number(after.value), measure: target.measure })}{Object.keys(after.byPeriod).length > 0 && <><br />{say(words.plan, { plan: planIn(say, after.byPeriod) })}</>}</>}>
      <InputNumber style={{ width: '100%' }} precision={2} inputMode="decimal" formatter={plainNumber} />
    </Form.Item>
  );
}

function RefuseDialog({ letter, params, target, isOpen, onClose }: DialogProps & { target: TargetOf }) {
  const say = useSay();
  const act = useAct('refuseObjection');
  return (
    <ReasonDialog title={say(words.refuseTitle, { name: target.name })} verb={say(words.refuse)} hint={say(words.refuseHint, { unit: letter.unitName, value: say.number(target.value), measure: target.measure })}
      done={say(words.answered)} max={1000} schema={refuseObjection} act={act} seq={letter.seq} give={(reason, seen) => act.give({ params, body: { reason } }, { seen })} isOpen={isOpen} onClose={onClose} />
  );
}
