import { Button } from '../../base/button.tsx';
import { DateField, TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import type { Faults } from './faults.ts';
import { ordersWords as words } from './words.ts';
import styles from './orders.module.css';

export interface StageTyped { what: string; dueOn: string }

const mostStages = 12;

/** The stages a matter is to be reported on, each with its date. */
export function StagesField({ value, onChange, faults, min }: { value: readonly StageTyped[]; onChange: (stages: StageTyped[]) => void; faults: Faults; min: string }) {
  const say = useSay();
  const change = (n: number, part: Partial<StageTyped>): void => onChange(value.map((one, index) => (index === n ? { ...one, ...part } : one)));
  return (
    <fieldset className={styles['fieldset']}>
      <legend>{say(words.stages)}</legend>
      {value.map(({ what, dueOn }, n) => (
        <div key={n} className={styles['row']}>
          <TextField id={`stage-${n}`} label={say(words.stage, { n: n + 1 })} value={what} onChange={(said) => change(n, { what: said })} maxLength={200} error={faults.get(`/stages/${n}/what`)} />
          <DateField id={`stage-due-${n}`} label={say(words.stageDue, { n: n + 1 })} value={dueOn} min={min} onChange={(said) => change(n, { dueOn: said })} error={faults.get(`/stages/${n}/dueOn`)} />
          <Button kind="quiet" aria-label={say(words.dropStage, { n: n + 1 })} onClick={() => onChange(value.filter((_, index) => index !== n))}>{say(words.drop)}</Button>
        </div>
      ))}
      {value.length < mostStages && <span><Button kind="quiet" onClick={() => onChange([...value, { what: '', dueOn: '' }])}>{say(words.addStage)}</Button></span>}
    </fieldset>
  );
}
