import type { SelectHTMLAttributes } from 'react';
import type { FieldProps } from './labelled.tsx';
import styles from './labelled.module.css';

/** One of a list, by the browser's own control: it opens as the person's device opens lists. An empty value asks to choose. */
export function Choice({ options, value, onChange, placeholder, status: _status, ...rest }: Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & FieldProps & { options: readonly { value: string; label: string }[]; value: string; onChange: (value: string) => void; placeholder?: string }) {
  return (
    <select {...rest} className={styles['select']} value={value} onChange={({ target }) => onChange(target.value)}>
      {placeholder !== undefined && <option value="" disabled hidden>{placeholder}</option>}
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  );
}
