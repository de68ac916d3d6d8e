import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { ask, Refusal, useRead } from '../../base/api.ts';
import type { AnswerOf, Asked } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { ChoiceField, DateField, TextField } from '../../base/field.tsx';
import { fenOf, MoneyField, typedMoney } from '../../base/money-field.tsx';
import { moneyFault } from '../../base/money.ts';
import { Outline, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { CarriedFrom, CarriedPicker } from './carried.tsx';
import type { Left } from './carried.tsx';
import { carriedWords } from './carried-words.ts';
import { moneyNav } from './nav-words.ts';
import { registerWords as words } from './register-words.ts';
import { RoutePicker } from './route-picker.tsx';
import type { Place } from './route-picker.tsx';
import { noTerm, termOf, Terms, termFaults } from './terms.tsx';
import type { TypedTerm } from './terms.tsx';
import tableStyles from './money.module.css';
import styles from './register.module.css';

type Body = Asked<'registerLine'>['body'];

/** An allocation entered from its document; what it would mean for each place is shown before it is registered. */
export default function Register() {
  const cycle = useCycle();
  const view = useRead('cycle', { params: { cycle } });
  const tree = useRead('tree', { params: { cycle } });
  const flows = useRead('moneyFlows', { params: { cycle } });
  return <Shown of={view}>{({ root, now }) => <Shown of={tree}>{({ items }) => <Shown of={flows}>{({ sources }) => (
    <Form cycle={cycle} today={localDateOf(now)} root={{ unit: root, name: items.find(({ id }) => id === root)?.name ?? root, from: null }} sources={sources} />
  )}</Shown>}</Shown>}</Shown>;
}

function Form({ cycle, today, root, sources }: { cycle: string; today: string; root: Place; sources: AnswerOf<'moneyFlows'>['sources'] }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const act = useAct('registerLine');
  const busy = useBusy(act);
  const [typed, setTyped] = useState({ number: '', title: '', source: '', kind: 'budget', payee: 'contractor', purpose: '', amount: typedMoney(null), receivedOn: today });
  const [route, setRoute] = useState<Place[]>([root]);
  const [terms, setTerms] = useState<TypedTerm[]>([]);
  // Money of an earlier year comes as it was left there: amount, route and dates are not typed.
  const [isCarried, setCarried] = useState(false);
  const [left, setLeft] = useState<Left | null>(null);
  const [isAsked, setAsked] = useState(false);
  const set = (some: Partial<typeof typed>): void => setTyped({ ...typed, ...some });
  const amount = fenOf(typed.amount);
  const own = new Map<string, Pair | string>([
    ...missingIn({ '/document/number': typed.number, '/document/title': typed.title, '/source': typed.source, '/purpose': typed.purpose, '/receivedOn': typed.receivedOn }),
    ...[isCarried ? null : moneyFault(amount, undefined, say)].flatMap((fault) => (fault === null ? [] : [['/amount', fault] as const])), ...(isCarried ? [] : termFaults(terms, say)), ...(isCarried && left === null ? [['/carriedFrom', carriedWords.chooseOne] as const] : []),
  ]);
  const faults: ReadonlyMap<string, Pair | string> = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  const body: Body = {
    document: { number: typed.number.trim(), title: typed.title.trim() }, source: typed.source, kind: typed.kind as Body['kind'], payee: typed.payee as Body['payee'], purpose: typed.purpose.trim(), amount: amount ?? 0, receivedOn: typed.receivedOn,
    route: route.map(({ unit, from }) => ({ unit, from })), terms: isCarried ? [] : terms.map(termOf), ...(isCarried && left ? { amount: left.left, receivedOn: today, carriedFrom: { cycle: left.cycle, line: left.line } } : {}),
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (own.size > 0) { (event.target as HTMLElement).querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(); return; }
    const answer = await act.give({ params: { cycle }, body });
    if (answer) go(at(`/funds/${answer.stream.split('/').at(-1) ?? ''}`));
  };
  // What is not filled in yet does not keep the dates from being seen.
  const asked: Body | null = typed.source === '' || typed.receivedOn === '' || termFaults(terms, say).length > 0 ? null
    : { ...body, document: { number: body.document.number || '—', title: body.document.title || '—' }, purpose: body.purpose || '—', amount: amount !== null && amount > 0 ? amount : 1 };
  return (
    <>
      <p className="small"><Link to={at('/funds')}>{say(moneyNav)}</Link></p>
      <h1>{say(words.title)}</h1>
      <p className="lead">{say(words.lead)}</p>
      <form className={`card ${styles['form']}`} noValidate onSubmit={(event) => void send(event)}>
        <ChoiceField label={say(carriedWords.origin)} value={isCarried ? 'carried' : 'fresh'} onChange={(origin) => { setCarried(origin === 'carried'); setLeft(null); setRoute([root]); setAsked(false); act.clear(); }} options={[{ value: 'fresh', label: say(carriedWords.fresh) }, { value: 'carried', label: say(carriedWords.carried) }]} />
        {isCarried && <CarriedPicker value={left} error={faults.get('/carriedFrom')} onChange={(chosen) => { setLeft(chosen); act.clear(); }} />}
        {(!isCarried || left !== null) && <div className={styles['two']}>
          <TextField label={say(words.number)} maxLength={60} value={typed.number} error={faults.get('/document/number')} onChange={(number) => set({ number })} />
          <TextField label={say(words.documentTitle)} maxLength={120} value={typed.title} error={faults.get('/document/title')} onChange={(title) => set({ title })} />
          <ChoiceField label={say(words.source)} value={typed.source} placeholder={say(words.choose)} error={faults.get('/source')} onChange={(source) => set({ source })} options={sources.map(({ id, name }) => ({ value: id, label: say(name) }))} />
          <TextField label={say(words.purpose)} hint={say(words.purposeHint)} maxLength={120} value={typed.purpose} error={faults.get('/purpose')} onChange={(purpose) => set({ purpose })} />
          {!isCarried && <MoneyField label={say(words.amount)} value={typed.amount} error={faults.get('/amount')} onChange={(money) => set({ amount: money })} />}
          {!isCarried && <DateField label={say(words.receivedOn)} max={today} value={typed.receivedOn} error={faults.get('/receivedOn')} onChange={(receivedOn) => set({ receivedOn })} />}
          <ChoiceField label={say(words.kind)} value={typed.kind} onChange={(kind) => set({ kind })} options={[{ value: 'budget', label: say(words.budget) }, { value: 'cash', label: say(words.cash) }]} />
          <ChoiceField label={say(words.payee)} value={typed.payee} onChange={(payee) => set({ payee })} options={(['contractor', 'beneficiaries', 'unit'] as const).map((value) => ({ value, label: say(words[value]) }))} />
        </div>}
        {!isCarried && <RoutePicker value={route} onChange={(next) => { setRoute(next); setTerms(terms.map((term) => (term.of === 'passOn' || term.of === 'use' || next.some(({ unit }) => unit === term.of) ? term : { ...term, of: 'passOn' }))); }} />}
        {!isCarried && <Terms value={terms} route={route} faults={faults} onChange={setTerms} onAdd={() => setTerms([...terms, noTerm])} />}
        {!isCarried && <Preview cycle={cycle} asked={asked} />}
        {isCarried && left !== null && <CarriedFrom key={`${left.cycle} ${left.line}`} left={left} onRead={(before) => {
          set({ number: before.document.number, title: before.document.title, source: before.source.id, kind: before.kind, payee: before.payee, purpose: before.purpose });
          setRoute(before.route);
        }} />}
        {(faults.size === 0 || own.size === 0) && <RefusalNote refusal={act.refusal} />}
        <div className={styles['acts']}><Button kind="primary" type="submit" busy={busy}>{say(words.register)}</Button></div>
      </form>
    </>
  );
}

/** What speaks of each place's date, and the date of money that arrives there on that day; asked again as the form changes, registers nothing. */
function Preview({ cycle, asked }: { cycle: string; asked: Body | null }) {
  const say = useSay();
  const body = useDeferredValue(asked);
  const preview = useQuery<AnswerOf<'previewLine'>, Refusal>({
    queryKey: ['previewLine', { cycle }, body], enabled: body !== null, placeholderData: (before) => before, retry: false,
    queryFn: ({ signal }) => ask('previewLine', { params: { cycle }, body: body as Body }, { signal }),
  });
  const { data } = preview;
  return (
    <section className={styles['fieldset']} aria-live="polite">
      <h2 style={{ margin: 0 }}>{say(words.preview)}</h2>
      {asked === null && <p className="small">{say(words.previewWaits)}</p>}
      {asked !== null && <RefusalNote refusal={preview.error} />}
      {asked !== null && !data && !preview.error && <Outline lines={3} />}
      {asked !== null && data && !preview.error && (
        <div className={`${tableStyles['scroll']} ${styles['preview']}`} tabIndex={0} role="group" aria-label={say(words.preview)}>
          <table className={tableStyles['table']}>
            <thead><tr><th scope="col">{say(words.place)}</th><th scope="col">{say(words.does)}</th><th scope="col">{say(words.due, { date: say.date(data.receivedOn) })}</th><th scope="col">{say(words.basis)}</th></tr></thead>
            <tbody>
              {data.places.map(({ unit, name, does, due, rules }) => (
                <tr key={unit}><th scope="row">{name}</th><td>{say(does === 'use' ? words.uses : words.passesOn)}</td><td>{due === null ? <span className="small">{say(words.noLimit)}</span> : <b>{say(words.byDay, { date: say.fullDate(due.dueOn) })}</b>}</td>
                  <td className="small">{due !== null && say(due.basis)}{due !== null && further(rules, due.basis).map((basis) => <span key={basis.zh}><br />{say(words.further, { basis: say(basis) })}</span>)}</td></tr>
              ))}
              <tr><th scope="row">{say(words.payment, { finance: data.finance.name })}</th><td /><td>{data.payment === null ? <span className="small">{say(words.noLimit)}</span> : <b>{say(words.byDay, { date: say.fullDate(data.payment.dueOn) })}</b>}</td><td className="small">{data.payment !== null && say(data.payment.basis)}</td></tr>
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What speaks next where a day has passed: the rule after one that names a day. */
function further(rules: AnswerOf<'previewLine'>['places'][number]['rules'], spoken: Pair): Pair[] {
  const n = rules.findIndex(({ basis }) => basis.zh === spoken.zh);
  const next = rules[n]?.by == null ? undefined : rules[n + 1];
  return next ? [next.basis] : [];
}
