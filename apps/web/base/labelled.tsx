import { useId } from 'react';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Refusal } from './api.ts';
import { useSay } from './say.ts';
import type { Pair } from './say.ts';
import { labelledWords } from './labelled-words.ts';
import styles from './labelled.module.css';

/** What is wrong, by the JSON pointer of the field. */
export type Faults = ReadonlyMap<string, string | Pair>;
export const noFaults: Faults = new Map();

/** What the server's own schema has against a form before it is sent. */
export function faultsOf(schema: z.ZodType, value: unknown): Faults {
  const { error } = schema.safeParse(value);
  return new Map((error?.issues ?? []).map((issue) => [
    `/${issue.path.map(String).join('/')}`,
    issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.input === undefined) ? labelledWords.empty : issue.code === 'too_big' ? labelledWords.long : labelledWords.invalid,
  ]));
}

/** What the server refused, at its field. */
export const faultsIn = (refusal: Refusal | null): Faults => new Map(refusal?.body.errors?.map(({ pointer, detail }) => [pointer, pointer === '' ? detail : refusal.body.code === 'invalid' ? detail : refusal.body.words]) ?? []);

export interface FieldProps { id: string; status?: 'error'; 'aria-describedby'?: string; 'aria-invalid'?: true }

/** One input with its label, its hint and what is wrong with it, told to screen readers as one. */
export function Field({ label, hint, fault, children }: { label: string; hint?: ReactNode; fault?: string | Pair | undefined; children: (props: FieldProps) => ReactNode }) {
  const say = useSay();
  const id = useId();
  const has = hint !== undefined || fault !== undefined;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {children({ id, ...(has ? { 'aria-describedby': `${id}-hint` } : {}), ...(fault === undefined ? {} : { status: 'error', 'aria-invalid': true }) })}
      {has && <p id={`${id}-hint`} className={fault === undefined ? 'small' : styles['fault']}>{fault === undefined ? hint : typeof fault === 'string' ? fault : say(fault)}</p>}
    </div>
  );
}
