import { App, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { supplementLetter, withdrawSupplement } from '#libs/contracts/api';
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
interface Typed {
  targets: { indicator: string; value: number; byPeriod?: Record<string, number> }[];
  requiredBy: { number: string; title: string };
  reason: string;
}

/** Targets that change, the document, and why. What was allocated since stands in it already. */
export function SupplementDialog({ letter, params, isOpen, onClose }: Props & { isOpen: boolean; onClose: () => void }) {
  const say = useSay();
  const { message } = App.useApp();
  const act = useAct('supplementLetter');
  const given = letter.toSupplement.map(({ indicator, value }) => ({ indicator, value }));
  /** A share allocated with a plan of its own keeps that plan as long as its figure is not touched. */
  const bodyOf = (typed: Typed): Typed => ({
    ...typed,
    targets: (typed.targets ?? []).map(({ indicator, value }) => {
      const share = letter.toSupplement.find((one) => one.indicator === indicator && one.value === value);
      return { indicator, value, ...(share?.byPeriod ? { byPeriod: share.byPeriod } : {}) };
    }),
  });
  return (
    <ActDialog title={say(words.supplementTitle, { title: say(letter.title) })} verb={say(words.supplement)} act={act} isOpen={isOpen} onClose={onClose} width={640} schema={supplementLetter} bodyOf={bodyOf}
      initial={{ targets: given.length > 0 ? given : [{} as Typed['targets'][number]], requiredBy: { number: '', title: '' }, reason: '' }}
      seq={letter.seq} send={async (typed, seen) => {
        const done = await act.give({ params, body: bodyOf(typed) }, { seen });
        if (done) void message.success(say(words.supplemented));
        return done;
      }}>
      <p className={styles['hint']}>{say(words.supplementHint, { unit: letter.unitName })}</p>
      <Form.List name="targets">{(rows, { add, remove }) => (
        <fieldset className={styles['rows']}>
          <legend>{say(words.supplementTargets)}</legend>
          {rows.map(({ key, name }) => <TargetRow key={key} n={name} targets={letter.targets} onRemove={rows.length > 1 ? () => remove(name) : null} />)}
          {rows.length < letter.targets.length && <Button kind="quiet" onClick={() => add({})}>{say(words.addTarget)}</Button>}
        </fieldset>
      )}</Form.List>
      <div className={styles['pair']}>
        <Form.Item name={['requiredBy', 'title']} label={say(words.documentTitle)}><Input maxLength={120} /></Form.Item>
        <Form.Item name={['requiredBy', 'number']} label={say(words.documentNumber)}><Input maxLength={60} /></Form.Item>
      </div>
      <Form.Item name="reason" label={say(words.reason)}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} showCount /></Form.Item>
    </ActDialog>
  );
}

function TargetRow({ n, targets, onRemove }: { n: number; targets: readonly TargetOf[]; onRemove: (() => void) | null }) {
  const say = useSay();
  const typed = Form.useWatch<{ indicator?: string; value?: number | null }[]>('targets') ?? [];
  const { indicator, value } = typed[n] ?? {};
  const target = targets.find((one) => one.indicator === indicator);
  const after = target && typeof value === 'number' ? afterwards(target, value) : null;
  const free = targets.filter((one) => one.indicator === indicator || !typed.some((row) => row?.indicator === one.indicator));
  return (
    <div className={styles['row']}>
      <Form.Item name={[n, 'indicator']} label={say(words.indicator)}>
        <Select options={free.map((one) => ({ value: one.indicator, label: `${one.name} · ${say.number(one.value)} ${one.measure}` }))} />
      </Form.Item>
      <Form.Item name={[n, 'value']} label={target ? `${say(words.newValue)} (${target.measure})` : say(words.newValue)}
        extra={target && after && <>{say(words.effect, { before: say.number(target.value), after: say.number(after.value), measure: target.measure })}{Object.keys(after.byPeriod).length > 0 && <><br />{planIn(say, after.byPeriod)}</>}</>}>
        <InputNumber style={{ width: '100%' }} inputMode="decimal" />
      </Form.Item>
      {onRemove && <Button kind="quiet" onClick={onRemove}>{say(words.remove)}</Button>}
    </div>
  );
}

/** The supplement that is being signed: old and new beside each other; until all have signed, the old holds. */
export function SupplementOnWay({ letter, params, may }: Props & { may: ReadonlySet<string> }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useAct('withdrawSupplement');
  const { supplement } = letter;
  if (!supplement) return null;
  return (
    <section className={styles['panel']} aria-labelledby="supplement">
      <h2 id="supplement">{say(words.supplementOnWay)}</h2>
      <div className={`card ${styles['box']}`}>
        <ul className={styles['changes']}>{supplement.targets.map(({ indicator, value }) => {
          const target = letter.targets.find((one) => one.indicator === indicator);
          return target && <li key={indicator}>{target.name}<br /><b className={styles['figure']}>{say(words.effect, { before: say.number(target.value), after: say.number(value), measure: target.measure })}</b></li>;
        })}</ul>
        <p>{say(words.supplementOn, { ...supplement.requiredBy, reason: supplement.reason })}</p>
        <p className="small">{say(words.objectionBy, { by: supplement.by, at: say.moment(supplement.at) })}</p>
        {may.has('withdrawSupplement') && <p className={styles['buttons']}><Button onClick={() => setOpen(true)}>{say(words.withdraw)}</Button></p>}
      </div>
      <ReasonDialog title={say(words.withdraw)} verb={say(words.withdraw)} hint={say(words.withdrawHint)} done={say(words.withdrawn)} max={1000} schema={withdrawSupplement}
        act={withdraw} seq={letter.seq} give={(reason, seen) => withdraw.give({ params, body: { reason } }, { seen })} isOpen={isOpen} onClose={() => setOpen(false)} />
    </section>
  );
}
