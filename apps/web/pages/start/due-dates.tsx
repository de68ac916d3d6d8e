import { useState } from 'react';
import { redraftCycle } from '#libs/contracts/api';
import { useAct } from '../../base/act.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn, faultsOf, noFaults } from '../../base/faults.ts';
import type { Faults } from '../../base/faults.ts';
import { DateField, TextField } from '../../base/field.tsx';
import { Note, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { calendarWords as words } from './calendar-words.ts';
import type { StepProps } from './start.tsx';
import styles from './start.module.css';

export type Duty = AnswerOf<'datesOfYear'>['duties'][number];
export interface Due { date: string | null; duty: Duty; units: number; isProvisional: boolean }
type SetDate = StepProps['view']['dueDates'][number];
/** What was changed and is not laid out yet, by the duty's key; null goes back to the rule. */
export type Changes = ReadonlyMap<string, Pick<SetDate, 'dueOn' | 'reason'> | null>;
export const noChanges: Changes = new Map();
type Fault = Faults extends ReadonlyMap<string, infer V> ? V : never;

/** The dates set before, with what was changed since. */
const listOf = (known: readonly SetDate[], changes: Changes): SetDate[] => [
  ...known.flatMap((one) => (changes.has(one.duty) ? [] : [one])),
  ...[...changes].flatMap(([duty, changed]) => (changed === null ? [] : [{ duty, dueOn: changed.dueOn, reason: changed.reason.trim() }])),
];

/** What is wrong with the dates, by duty. */
const byDuty = (list: readonly SetDate[], faults: Faults): ReadonlyMap<string, Faults> => {
  const found = new Map<string, Map<string, Fault>>();
  for (const [pointer, fault] of faults) {
    const [, n = '', field = ''] = /^\/dueDates\/(\d+)\/(\w+)$/.exec(pointer) ?? [];
    const duty = list[Number(n)]?.duty;
    if (n !== '' && duty !== undefined) found.set(duty, (found.get(duty) ?? new Map<string, Fault>()).set(field, fault));
  }
  return found;
};

/** Every due date and its basis; each can be changed in its place, several before the year is laid out once. */
export function DueDates({ view, dues, changes, onChange }: StepProps & { dues: readonly Due[]; changes: Changes; onChange: (changes: Changes) => void }) {
  const say = useSay();
  const redraft = useAct('redraftCycle');
  const busy = useBusy(redraft);
  const [own, setOwn] = useState<Faults>(noFaults);
  const list = listOf(view.dueDates, changes);
  const faults = byDuty(list, own.size > 0 ? own : faultsIn(redraft.refusal));
  const put = (duty: string, changed: Pick<SetDate, 'dueOn' | 'reason'> | null | undefined): void => {
    const next = new Map(changes);
    if (changed === undefined) next.delete(duty);
    else next.set(duty, changed);
    setOwn(noFaults);
    redraft.clear();
    onChange(next);
  };
  const apply = async (): Promise<void> => {
    const found = faultsOf(redraftCycle, { dueDates: list });
    setOwn(found);
    if (found.size === 0 && await redraft.give({ params: { cycle: view.slug }, body: { dueDates: list } })) onChange(noChanges);
  };
  const gone = view.dueDates.filter(({ duty }) => !changes.has(duty) && !dues.some((due) => due.duty.duty === duty && due.duty.set !== null));
  return (
    <>
      {gone.map(({ duty, dueOn }) => <Note key={duty} kind="near">{say(words.gone, { duty, date: say.date(dueOn) })} <Button kind="quiet" onClick={() => put(duty, null)}>{say(words.toRule)}</Button></Note>)}
      <div className={`card ${styles['scroll']}`} tabIndex={0} role="region" aria-label={say(words.table)}>
        <table className={styles['table']}>
          <thead><tr><th scope="col">{say(words.due)}</th><th scope="col">{say(words.duty)}</th><th scope="col" className="number">{say(words.units)}</th><th scope="col">{say(words.basis)}</th></tr></thead>
          <tbody>{dues.map((due, n) => <Row isFirst={dues.findIndex(({ duty }) => duty.duty === due.duty.duty) === n} key={`${due.duty.duty} ${due.date ?? ''} ${due.duty.basis.zh}`} due={due} changed={changes.get(due.duty.duty)} faults={faults.get(due.duty.duty) ?? noFaults} onPut={put} />)}</tbody>
        </table>
      </div>
      <RefusalNote refusal={redraft.refusal} />
      {changes.size > 0 && (
        <div className={styles['pending']} role="status">
          <span>{say(words.pending, { n: changes.size })}</span>
          <Button kind="primary" busy={busy} onClick={() => void apply()}>{say(words.apply)}</Button>
          <Button kind="quiet" onClick={() => { setOwn(noFaults); redraft.clear(); onChange(noChanges); }}>{say(words.drop)}</Button>
        </div>
      )}
      {changes.size === 0 && redraft.state === 'done' && <Note kind="done">{say(words.applied)}</Note>}
    </>
  );
}

/** A duty that is owed on two bases has two rows and one date: it is typed in the first. */
function Row({ due: { date, duty, units, isProvisional }, isFirst, changed, faults, onPut }: { due: Due; isFirst: boolean; changed: Pick<SetDate, 'dueOn' | 'reason'> | null | undefined; faults: Faults; onPut: (duty: string, changed: Pick<SetDate, 'dueOn' | 'reason'> | null | undefined) => void }) {
  const say = useSay();
  const { duty: key, title, basis, dueBasis, set, settableFrom } = duty;
  const named = { duty: say(title) };
  const begin = (): void => onPut(key, { dueOn: date ?? '', reason: set?.reason ?? '' });
  return (
    <tr>
      <th scope="row">
        {date === null ? <span className="small">{say(words.later)}</span> : say.fullDate(date)} {isProvisional && <span className="near small">{say(words.isProvisional)}</span>}
        {set && <> <span className="small">{say(words.isSet)}</span></>}
        {set?.nextWorkingDay && changed === undefined && <span className={`near small ${styles['line']}`}>{say(words.dayOff, { date: say.date(set.nextWorkingDay) })}</span>}
        {changed !== undefined && <span className={`small ${styles['line']}`}>{changed === null ? say(words.willBeRule, { date: say.date(set?.byRule ?? '') }) : changed.dueOn !== '' && changed.dueOn !== date && say(words.willBe, { date: say.date(changed.dueOn) })}</span>}
        {date !== null && settableFrom !== null && (
          <span className={styles['line']}>
            {changed === undefined && <Button kind="quiet" aria-label={say(words.changeOf, named)} onClick={begin}>{say(words.change)}</Button>}
            {changed === undefined && set && <Button kind="quiet" aria-label={say(words.toRuleOf, named)} onClick={() => onPut(key, null)}>{say(words.toRule)}</Button>}
            {changed !== undefined && <Button kind="quiet" aria-label={say(words.undoOf, named)} onClick={() => onPut(key, undefined)}>{say(words.undo)}</Button>}
          </span>
        )}
      </th>
      <td>
        {say(title)}
        {changed && isFirst && (
          <div className={styles['change']}>
            <DateField label={say(words.newDate)} error={faults.get('dueOn') ?? faults.get('duty')} value={changed.dueOn} {...(settableFrom === null ? {} : { min: settableFrom })} onChange={(dueOn) => onPut(key, { ...changed, dueOn })} />
            <TextField label={say(words.reason)} hint={say(words.reasonHint)} error={faults.get('reason')} value={changed.reason} maxLength={200} onChange={(reason) => onPut(key, { ...changed, reason })} />
          </div>
        )}
      </td>
      <td className="number">{units}</td><td className="small">{say(basis)}<br />{say(dueBasis)}</td>
    </tr>
  );
}
