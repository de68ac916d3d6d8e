import { useId } from 'react';
import type { HTMLInputTypeAttribute, ReactNode } from 'react';
import { useSay } from './say.ts';
import type { Pair } from './say.ts';
import { fieldWords as words } from './field-words.ts';
import styles from './field.module.css';

export interface FieldProps {
  /** Of the control, unique on the page, where something leads to it. */
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong; a sentence that is known in one language only is shown as it is. */
  error?: Pair | string | undefined;
}

interface Control {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  className: string | undefined;
}

/** A control with its label, what helps to fill it in, and what is wrong with it. */
export function Field({ id: given, label, hint, error, children }: FieldProps & { children: (control: Control) => ReactNode }) {
  const say = useSay();
  const own = useId();
  const id = given ?? own;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter((one) => one !== '').join(' ');
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined, className: styles['input'] })}
      {error && <div className={styles['error']} id={`${id}-error`}>{typeof error === 'string' ? error : say(error)}</div>}
      {hint && <div className={styles['hint']} id={`${id}-hint`}>{hint}</div>}
    </div>
  );
}

interface Typed extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
}

/**
 * One line of text, or what the device offers for its type.
 *
 * @param unit stands behind what is typed: 户, %
 */
export function TextField({ value, onChange, type = 'text', unit, numeric, maxLength, required, autoFocus, autoComplete = 'off', ...field }: Typed & {
  type?: HTMLInputTypeAttribute; unit?: string; numeric?: boolean; maxLength?: number; autoFocus?: boolean; autoComplete?: string;
}) {
  const input = (control: Control): ReactNode => (
    <input {...control} type={type} value={value} onChange={(event) => onChange(event.target.value)} inputMode={numeric ? 'decimal' : undefined} maxLength={maxLength} required={required} autoFocus={autoFocus} autoComplete={autoComplete} />
  );
  return <Field {...field}>{(control) => (unit === undefined ? input(control) : <span className={styles['withUnit']}>{input(control)}<span className={styles['unit']}>{unit}</span></span>)}</Field>;
}

export function TextArea({ value, onChange, maxLength, rows = 3, required, ...field }: Typed & { maxLength: number; rows?: number }) {
  return <Field {...field}>{(control) => <textarea {...control} value={value} rows={rows} maxLength={maxLength} required={required} onChange={(event) => onChange(event.target.value)} />}</Field>;
}

/** A date as the device offers it, with its weekday said below. */
export function DateField({ value, onChange, min, max, hint, required, ...field }: Typed & { min?: string; max?: string }) {
  const say = useSay();
  const said = value === '' ? hint : <>{say.fullDate(value)}{hint !== undefined && <> · {hint}</>}</>;
  return <Field {...field} hint={said}>{(control) => <input {...control} type="date" value={value} min={min} max={max} required={required} onChange={(event) => onChange(event.target.value)} />}</Field>;
}

/**
 * One of a list, by the browser's own control: it opens as the person's device opens lists.
 *
 * @param placeholder asks to choose, as long as the value is empty
 */
export function ChoiceField({ value, onChange, options, placeholder, ...field }: Typed & { options: readonly { value: string; label: string }[]; placeholder?: string }) {
  return (
    <Field {...field}>{(control) => (
      <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
        {placeholder !== undefined && <option value="" disabled hidden>{placeholder}</option>}
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    )}</Field>
  );
}

export interface FieldFault {
  id: string;
  label: string;
  words: Pair;
}

/** All that is wrong, in one place, each leading to its field. Announced as soon as it is there. */
export function FaultSummary({ faults }: { faults: readonly FieldFault[] }) {
  const say = useSay();
  if (faults.length === 0) return null;
  return (
    <div className={styles['summary']} role="alert">
      <p>{say(words.faults, { n: faults.length })}</p>
      <ul>{faults.map(({ id, label, words: said }) => <li key={id}><button type="button" onClick={() => goTo(id)}>{label}{say(words.colon)}{say(said)}</button></li>)}</ul>
    </div>
  );
}

/** Brings a field into sight, and the keyboard to it. */
export function goTo(id: string): void {
  const control = document.getElementById(id);
  control?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

export const fieldStyles = styles;
