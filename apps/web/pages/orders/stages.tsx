import { Button } from '../../base/button.tsx';
import type { Faults } from '../../base/faults.ts';
import { DateField, TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import { ordersWords as words } from './words.ts';
import styles from './orders.module.css';

export interface Stage { what: string; dueOn: string }

const mostStages = 12;

/**
 * The stages a matter is to be reported on, each with its date.
 *
 * @param faults by pointer, `/stages/0/what`
 */
export function StagesField({ min, value, faults, onChange }: { min: string; value: readonly Stage[]; faults: Faults; onChange: (stages: Stage[]) => void }) {
  const say = useSay();
  return (
    <fieldset className={styles['fieldset']}>
      <legend>{say(words.stages)}</legend>
      {value.map((stage, n) => (
        <div key={n} className={styles['row']}>
          <TextField label={say(words.stage, { n: n + 1 })} maxLength={200} value={stage.what} error={faults.get(`/stages/${n}/what`)} onChange={(what) => onChange(value.with(n, { ...stage, what }))} />
          <DateField label={say(words.stageDue, { n: n + 1 })} min={min} value={stage.dueOn} error={faults.get(`/stages/${n}/dueOn`)} onChange={(dueOn) => onChange(value.with(n, { ...stage, dueOn }))} />
          <Button kind="quiet" aria-label={say(words.dropStage, { n: n + 1 })} onClick={() => onChange(value.toSpliced(n, 1))}>{say(words.drop)}</Button>
        </div>
      ))}
      {value.length < mostStages && <span><Button kind="quiet" onClick={() => onChange([...value, { what: '', dueOn: '' }])}>{say(words.addStage)}</Button></span>}
    </fieldset>
  );
}
