import { useId } from 'react';
import { Button } from './button.tsx';
import { fieldStyles } from './field.tsx';
import { moneyIn, sayMoney, yuanText } from './money.ts';
import { moneyWords as words } from './money-words.ts';
import { useSay } from './say.ts';
import type { Pair } from './say.ts';
import { typedFen } from './typed.ts';
import type { MoneyUnit } from './typed.ts';
import styles from './money-field.module.css';

/** An amount while it is typed: its text, and the unit of a figure that says none. */
export interface TypedMoney {
  text: string;
  unit: MoneyUnit;
}

/** In 万元 where that is how one would say it, else in 元. */
export const typedMoney = (fen: number | null): TypedMoney => {
  const unit: MoneyUnit = fen !== null && fen > 0 && fen < 1_000_000 ? 'yuan' : 'tenThousand';
  return { text: fen === null ? '' : typedFen(fen, unit), unit };
};
export const fenOf = ({ text, unit }: TypedMoney): number | null => moneyIn(text, unit);

/**
 * An amount in 万元 or 元, as it is in somebody's papers; what it comes to in 元 is said below.
 *
 * @param most fen that there are to give; one press takes all of it
 */
export function MoneyField({ id: given, label, value, onChange, most, error }: { id?: string; label: string; value: TypedMoney; onChange: (value: TypedMoney) => void; most?: number | undefined; error?: Pair | string | undefined }) {
  const say = useSay();
  const own = useId();
  const id = given ?? own;
  const fen = fenOf(value);
  return (
    <div className={fieldStyles['field']}>
      <label className={fieldStyles['label']} htmlFor={id}>{label}</label>
      <span className={styles['money']}>
        <input id={id} className={fieldStyles['input']} inputMode="decimal" autoComplete="off" maxLength={30} value={value.text} aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`} onChange={(event) => onChange({ ...value, text: event.target.value })} />
        <select className={fieldStyles['input']} aria-label={say(words.unitOf, { label })} value={value.unit} onChange={(event) => onChange({ ...value, unit: event.target.value as MoneyUnit })}>
          <option value="tenThousand">{say(words.unitWan)}</option><option value="yuan">{say(words.unitYuan)}</option>
        </select>
      </span>
      {error && <div className={fieldStyles['error']} id={`${id}-error`}>{typeof error === 'string' ? error : say(error)}</div>}
      <div className={`${fieldStyles['hint']} ${styles['hint']}`} id={`${id}-hint`}>
        {fen !== null && <span>{say(words.reads, { yuan: yuanText(fen) })}</span>}
        {most !== undefined && <span>{say(words.atMost, { sum: sayMoney(most, say) })}{fen !== most && <Button kind="quiet" onClick={() => onChange(typedMoney(most))}>{say(words.whole)}</Button>}</span>}
      </div>
    </div>
  );
}
