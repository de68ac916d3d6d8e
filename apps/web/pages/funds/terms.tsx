import type { Asked } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { missingIn } from '../../base/faults.ts';
import { ChoiceField, DateField, TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair, Say } from '../../base/say.ts';
import { registerWords as words } from './register-words.ts';
import type { Place } from './route-picker.tsx';
import styles from './register.module.css';

/** What a document says of a date, while it is typed. */
export interface TypedTerm {
  /** `passOn`, `use`, or a unit of the route. */
  of: string;
  how: 'natural' | 'working' | 'by';
  days: string;
  day: string;
  says: string;
}

export const noTerm: TypedTerm = { of: 'passOn', how: 'natural', days: '', day: '', says: '' };

type Term = NonNullable<Asked<'registerLine'>['body']['terms']>[number];
export const termOf = ({ of, how, days, day, says }: TypedTerm): Term =>
  ({ of: of === 'passOn' || of === 'use' ? of : { unit: of }, ...(how === 'by' ? { by: day } : { within: { days: Number(days), counted: how } }), says: says.trim() });

export const termFaults = (terms: readonly TypedTerm[], say: Say): (readonly [string, Pair | string])[] => terms.flatMap(({ how, days, day, says }, n) => [
  ...missingIn({ [`/terms/${n}/says`]: says, ...(how === 'by' ? { [`/terms/${n}/by`]: day } : {}) }),
  ...(how !== 'by' && !/^[1-9]\d{0,2}$/.test(days.trim()) ? [[`/terms/${n}/within/days`, say(words.daysWrong)] as const] : []),
]);

export function Terms({ value, route, faults, onChange, onAdd }: { value: readonly TypedTerm[]; route: readonly Place[]; faults: ReadonlyMap<string, Pair | string>; onChange: (terms: TypedTerm[]) => void; onAdd: () => void }) {
  const say = useSay();
  const set = (n: number, some: Partial<TypedTerm>): void => onChange(value.map((term, nth) => (nth === n ? { ...term, ...some } : term)));
  return (
    <fieldset className={styles['fieldset']}>
      <legend>{say(words.terms)}</legend>
      <p className="small">{say(words.termsLead)}</p>
      {value.map((term, nth) => {
        const n = nth + 1;
        return (
          <div key={nth} className={styles['term']}>
            <ChoiceField label={say(words.of, { n })} value={term.of} onChange={(of) => set(nth, { of })} options={[{ value: 'passOn', label: say(words.passOn) }, { value: 'use', label: say(words.use) }, ...route.map(({ unit, name }) => ({ value: unit, label: name }))]} />
            <ChoiceField label={say(words.how, { n })} value={term.how} onChange={(how) => set(nth, { how: how as TypedTerm['how'] })} options={(['natural', 'working', 'by'] as const).map((how) => ({ value: how, label: say(words[how]) }))} />
            {term.how === 'by' ? <DateField label={say(words.dayOf, { n })} value={term.day} error={faults.get(`/terms/${nth}/by`)} onChange={(day) => set(nth, { day })} />
              : <TextField label={say(words.daysOf, { n })} numeric maxLength={3} value={term.days} error={faults.get(`/terms/${nth}/within/days`)} onChange={(days) => set(nth, { days })} />}
            <TextField label={say(words.says, { n })} hint={say(words.saysHint)} maxLength={120} value={term.says} error={faults.get(`/terms/${nth}/says`)} onChange={(says) => set(nth, { says })} />
            <Button kind="quiet" onClick={() => onChange(value.filter((_, other) => other !== nth))}>{say(words.removeTerm, { n })}</Button>
          </div>
        );
      })}
      <p><Button onClick={onAdd}>{say(words.addTerm)}</Button></p>
    </fieldset>
  );
}
