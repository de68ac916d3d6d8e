import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { Asked } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { ChoiceField, DateField, TextField } from '../../base/field.tsx';
import { fenOf, MoneyField, typedMoney } from '../../base/money-field.tsx';
import { moneyFault } from '../../base/money.ts';
import { Empty, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { projectsNav } from './nav-words.ts';
import { shareFaults, Shares, sharesOf } from './shares.tsx';
import type { TypedShare } from './shares.tsx';
import { proposeWords as words } from './act-words.ts';
import { milestoneWords } from './words.ts';
import styles from './project.module.css';

const common = ['start', 'finish', 'acceptance'] as const;
interface Planned { dueOn: string; basis: string }
interface Own extends Planned { name: string }
const unplanned: Planned = { dueOn: '', basis: '' };

/** A project for the library, proposed by whoever keeps the money of its unit. */
export default function Propose() {
  const cycle = useCycle();
  const say = useSay();
  const view = useRead('cycle', { params: { cycle } });
  const { posts } = useFunctions();
  const keptUnits = [...new Map(posts.filter(({ functions }) => functions.includes('fundsKeeper')).map(({ unit, unitName }) => [unit, unitName]))].map(([value, label]) => ({ value, label }));
  // The root’s own projects need a department that accepts them; they are not proposed here.
  return <Shown of={view}>{({ now, root }) => { const units = keptUnits.filter(({ value }) => value !== root); return (units.length === 0 ? <><h1>{say(words.title)}</h1><Empty><p>{say(words.nobody)}</p></Empty></> : <Form cycle={cycle} today={localDateOf(now)} units={units} />); }}</Shown>;
}

function Form({ cycle, today, units }: { cycle: string; today: string; units: { value: string; label: string }[] }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const act = useAct('proposeProject');
  const busy = useBusy(act);
  const [typed, setTyped] = useState({ code: '', name: '', unit: units[0]?.value ?? '', cost: typedMoney(null), on: today });
  const [plan, setPlan] = useState<Record<(typeof common)[number], Planned>>({ start: unplanned, finish: unplanned, acceptance: unplanned });
  const [own, setOwn] = useState<Own[]>([]);
  const [shares, setShares] = useState<TypedShare[]>([]);
  const [isAsked, setAsked] = useState(false);
  const set = (some: Partial<typeof typed>): void => setTyped({ ...typed, ...some });
  const setOne = (n: number, some: Partial<Own>): void => setOwn(own.map((one, nth) => (nth === n ? { ...one, ...some } : one)));
  const cost = fenOf(typed.cost);
  const costFault = moneyFault(cost, undefined, say);
  const isPlanned = ({ dueOn, basis }: Planned): boolean => dueOn !== '' || basis.trim() !== '';
  const missing = new Map<string, Pair | string>([
    ...missingIn({
      '/code': typed.code, '/name': typed.name, '/on': typed.on,
      ...Object.fromEntries(common.filter((id) => isPlanned(plan[id])).flatMap((id) => [[`/plan/${id}/dueOn`, plan[id].dueOn], [`/plan/${id}/basis`, plan[id].basis]])),
      ...Object.fromEntries(own.flatMap(({ name, dueOn, basis }, n) => [[`/milestones/${n}/name`, name], [`/milestones/${n}/dueOn`, dueOn], [`/milestones/${n}/basis`, basis]])),
    }),
    ...(typed.code.trim() !== '' && !/^[A-Za-z0-9][A-Za-z0-9-]{1,29}$/.test(typed.code.trim()) ? [['/code', words.codeWrong] as const] : []),
    ...(costFault === null ? [] : [['/cost', costFault] as const]), ...shareFaults(shares, say),
  ]);
  const faults: ReadonlyMap<string, Pair | string> = isAsked && missing.size > 0 ? missing : faultsIn(act.refusal);
  const dated = ({ dueOn, basis }: Planned): Planned | null => (isPlanned({ dueOn, basis }) ? { dueOn, basis: basis.trim() } : null);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    const form = event.target as HTMLElement;
    if (missing.size > 0) { setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()); return; }
    const body: Asked<'proposeProject'>['body'] = {
      code: typed.code.trim(), name: typed.name.trim(), unit: typed.unit, cost: cost ?? 0, funds: sharesOf(shares), on: typed.on,
      plan: { start: dated(plan.start), finish: dated(plan.finish), acceptance: dated(plan.acceptance) }, milestones: own.map(({ name, dueOn, basis }) => ({ name: name.trim(), dueOn, basis: basis.trim() })),
    };
    if (await act.give({ params: { cycle }, body })) go(at(`/projects/${body.code}`));
  };
  return (
    <>
      <p className="small"><Link to={at('/projects')}>{say(projectsNav)}</Link></p>
      <h1>{say(words.title)}</h1>
      <p className="lead">{say(words.lead)}</p>
      <form className={`card ${styles['form']}`} noValidate onSubmit={(event) => void send(event)}>
        <div className={styles['two']}>
          <TextField label={say(words.name)} hint={say(words.nameHint)} maxLength={120} value={typed.name} error={faults.get('/name')} onChange={(name) => set({ name })} />
          <TextField label={say(words.code)} hint={say(words.codeHint)} maxLength={30} value={typed.code} error={faults.get('/code')} onChange={(code) => set({ code })} />
          {units.length > 1 && <ChoiceField label={say(words.unit)} value={typed.unit} options={units} onChange={(unit) => set({ unit })} />}
          <MoneyField label={say(words.cost)} value={typed.cost} error={faults.get('/cost')} onChange={(money) => set({ cost: money })} />
          <DateField label={say(words.on)} max={today} value={typed.on} error={faults.get('/on')} onChange={(on) => set({ on })} />
        </div>
        <fieldset className={styles['fieldset']}>
          <legend>{say(words.plan)}</legend>
          {common.map((id) => {
            const what = say(milestoneWords[id]);
            const change = (some: Partial<Planned>): void => setPlan({ ...plan, [id]: { ...plan[id], ...some } });
            return (
              <div key={id} className={styles['two']}>
                <DateField label={say(words.day, { what })} value={plan[id].dueOn} error={faults.get(`/plan/${id}/dueOn`)} onChange={(dueOn) => change({ dueOn })} />
                <TextField label={say(words.basis, { what })} hint={say(words.basisHint)} maxLength={120} value={plan[id].basis} error={faults.get(`/plan/${id}/basis`)} onChange={(basis) => change({ basis })} />
              </div>
            );
          })}
        </fieldset>
        <fieldset className={styles['fieldset']}>
          <legend>{say(words.own)}</legend>
          {own.map(({ name, dueOn, basis }, n) => (
            <div key={n} className={styles['row']}>
              <TextField label={say(words.ownName, { n: n + 1 })} maxLength={60} value={name} error={faults.get(`/milestones/${n}/name`)} onChange={(one) => setOne(n, { name: one })} />
              <DateField label={say(words.ownDay, { n: n + 1 })} value={dueOn} error={faults.get(`/milestones/${n}/dueOn`)} onChange={(one) => setOne(n, { dueOn: one })} />
              <TextField label={say(words.ownBasis, { n: n + 1 })} maxLength={120} value={basis} error={faults.get(`/milestones/${n}/basis`)} onChange={(one) => setOne(n, { basis: one })} />
              <Button kind="quiet" onClick={() => setOwn(own.filter((_, other) => other !== n))}>{say(words.dropOwn, { n: n + 1 })}</Button>
            </div>
          ))}
          <p><Button onClick={() => setOwn([...own, { name: '', ...unplanned }])}>{say(words.addOwn)}</Button></p>
        </fieldset>
        <fieldset className={styles['fieldset']}>
          <legend>{say(words.money)}</legend>
          <Shares unit={typed.unit} value={shares} faults={faults} onChange={setShares} />
        </fieldset>
        {(faults.size === 0 || missing.size === 0) && <RefusalNote refusal={act.refusal} />}
        <div className={styles['buttons']}><Button kind="primary" type="submit" busy={busy}>{say(words.propose)}</Button></div>
      </form>
    </>
  );
}
