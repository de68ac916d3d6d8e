import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { Button } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn } from '../../base/faults.ts';
import type { Faults } from '../../base/faults.ts';
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

/** One target that changes: which, and its figure as typed. */
interface Change { indicator: string; value: string }
const blank: Change = { indicator: '', value: '' };

/** Targets that change, the document, and why. What was allocated since stands in it already. */
export function SupplementDialog({ letter, params, onDone, onClose }: Props & { onClose: () => void }) {
  const say = useSay();
  const act = useAct('supplementLetter');
  const pending = letter.toSupplement.map(({ indicator, value }) => ({ indicator, value: String(value) }));
  const [changes, setChanges] = useState<readonly Change[]>(pending.length > 0 ? pending : [blank]);
  const [paper, setPaper] = useState({ title: '', number: '', reason: '' });
  const [isAsked, setAsked] = useState(false);
  const texts = { ...Object.fromEntries(changes.map(({ indicator }, n) => [`/targets/${n}/indicator`, indicator])), '/requiredBy/title': paper.title, '/requiredBy/number': paper.number, '/reason': paper.reason };
  const figures = Object.fromEntries(changes.map(({ value }, n) => [`/targets/${n}/value`, value]));
  const own = faultsOfFigures(texts, figures);
  const faults = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  /** A share allocated with a plan of its own keeps that plan as long as its figure is not touched. */
  const targets = changes.map(({ indicator, value: typed }) => {
    const value = numberIn(typed) ?? Number.NaN;
    const share = letter.toSupplement.find((one) => one.indicator === indicator && one.value === value);
    return { indicator, value, ...(share?.byPeriod ? { byPeriod: share.byPeriod } : {}) };
  });
  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    if (own.size > 0) return;
    const { title, number, reason } = paper;
    if (!await act.give({ params, body: { targets, requiredBy: { number: number.trim(), title: title.trim() }, reason: reason.trim() } }, { seen })) return;
    onDone(say(words.supplemented));
    onClose();
  };
  return (
    <AskDialog wide title={say(words.supplementTitle, { title: say(letter.title) })} lead={say(words.supplementHint, { unit: letter.unitName })} verb={say(words.supplement)} act={act} seq={letter.seq}
      fields={[...Object.keys(texts), ...Object.keys(figures)]} onGive={(seen) => void give(seen)} onClose={onClose}>
      <fieldset className={styles['rows']}>
        <legend>{say(words.supplementTargets)}</legend>
        {changes.map((change, n) => (
          <TargetRow key={n} n={n} of={change} faults={faults} targets={letter.targets.filter(({ indicator }) => indicator === change.indicator || !changes.some((one) => one.indicator === indicator))}
            onChange={(to) => setChanges(changes.with(n, to))} onRemove={changes.length > 1 ? () => setChanges(changes.toSpliced(n, 1)) : null} />
        ))}
        {changes.length < letter.targets.length && <span><Button kind="quiet" onClick={() => setChanges([...changes, blank])}>{say(words.addTarget)}</Button></span>}
      </fieldset>
      <div className={styles['pair']}>
        <TextField label={say(words.documentTitle)} maxLength={120} value={paper.title} error={faults.get('/requiredBy/title')} onChange={(title) => setPaper({ ...paper, title })} />
        <TextField label={say(words.documentNumber)} maxLength={60} value={paper.number} error={faults.get('/requiredBy/number')} onChange={(number) => setPaper({ ...paper, number })} />
      </div>
      <TextArea label={say(words.reason)} rows={2} maxLength={1000} value={paper.reason} error={faults.get('/reason')} onChange={(reason) => setPaper({ ...paper, reason })} />
    </AskDialog>
  );
}

function TargetRow({ n, of, targets, faults, onChange, onRemove }: { n: number; of: Change; targets: readonly TargetOf[]; faults: Faults; onChange: (to: Change) => void; onRemove: (() => void) | null }) {
  const say = useSay();
  const target = targets.find((one) => one.indicator === of.indicator);
  const value = numberIn(of.value);
  const after = target && value !== null ? afterwards(target, value) : null;
  return (
    <div className={styles['row']}>
      <TargetChoice targets={targets} value={of.indicator} error={faults.get(`/targets/${n}/indicator`)} onChange={(indicator) => onChange({ ...of, indicator })} />
      <TextField numeric label={target ? `${say(words.newValue)} (${target.measure})` : say(words.newValue)} value={of.value} error={faults.get(`/targets/${n}/value`)} onChange={(text) => onChange({ ...of, value: text })}
        hint={target && after && <>{say(words.effect, { before: say.number(target.value), after: say.number(after.value), measure: target.measure })}{Object.keys(after.byPeriod).length > 0 && <><br />{planIn(say, after.byPeriod)}</>}</>} />
      {onRemove && <Button kind="quiet" onClick={onRemove}>{say(words.remove)}</Button>}
    </div>
  );
}

/** The supplement that is being signed: old and new beside each other; until all have signed, the old holds. */
export function SupplementOnWay({ letter, params, may, onDone }: Props & { may: ReadonlySet<string> }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useAct('withdrawSupplement');
  const { supplement } = letter;
  if (!supplement) return null;
  const take = async (reason: string, seen: number): Promise<unknown> => {
    const given = await withdraw.give({ params, body: { reason } }, { seen });
    if (given) onDone(say(words.withdrawn));
    return given;
  };
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
      {isOpen && <ReasonDialog title={say(words.withdraw)} lead={say(words.withdrawHint)} verb={say(words.withdraw)} label={say(words.reason)} most={1000} act={withdraw} seq={letter.seq} give={take} onClose={() => setOpen(false)} />}
    </section>
  );
}
