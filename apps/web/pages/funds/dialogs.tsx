import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FundsCommandName } from '#libs/domain/funds/funds-line';
import { useAct } from '../../base/act.ts';
import type { Asked } from '../../base/api.ts';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { ChoiceField, DateField, TextArea, TextField } from '../../base/field.tsx';
import { MoneyField, fenOf, typedMoney } from '../../base/money-field.tsx';
import type { TypedMoney } from '../../base/money-field.tsx';
import { moneyFault, sayMoney } from '../../base/money.ts';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { actWords, moneyActWords as words } from './act-words.ts';
import { freeRetention, hopAt, nameOfUnit, parcelAt, requestAt, unitOfParcel } from './acts.ts';
import type { LineView } from './route.ts';

interface Props {
  cycle: string;
  view: LineView;
  act: FundsCommandName;
  at: string;
  today: string;
  /** @param said what was done, in words */
  onDone: (said: string) => void;
  onClose: () => void;
}

type Field = 'amount' | 'parts' | 'part' | 'payee' | 'voucher' | 'payees' | 'reason' | 'defects' | 'note' | 'document' | 'mayHaveDocument' | 'to' | 'dueOn' | 'basis' | 'why';

/** What each act asks for, beside the day. */
const asks: Readonly<Record<FundsCommandName, readonly Field[]>> = {
  recordReceipt: [], takeBack: ['reason'], passOn: ['parts', 'mayHaveDocument'], giveBack: ['amount', 'reason'], callBack: ['amount', 'document'], reallocate: ['to', 'amount', 'document'], takeOut: ['why', 'amount', 'document'],
  setRetention: ['amount', 'dueOn', 'basis'], fileRequest: ['part', 'amount', 'payee'], returnRequest: ['defects'], refileRequest: ['note'], acceptRequest: [], withdrawRequest: [],
  payRequest: ['voucher', 'payees'], recordPayment: ['amount', 'payee', 'voucher', 'payees'], suspendMoney: ['reason', 'mayHaveDocument'], resumeMoney: [],
  // Entered from the treasury’s list (`/funds/books`), never from here.
  catchUpPayment: [],
};

interface Typed {
  on: string;
  amount: TypedMoney;
  parts: Record<string, TypedMoney>;
  ofRetention: boolean;
  payee: string;
  voucher: string;
  payees: string;
  reason: string;
  defects: string;
  note: string;
  number: string;
  title: string;
  hasDocument: boolean;
  to: string;
  dueOn: string;
  basis: string;
  why: string;
}

/** An act on a line's money: what it asks for, as far as the line knows it filled in before. Loaded when somebody acts. */
export default function MoneyDialog({ cycle, view, act: name, at, today, onDone, onClose }: Props) {
  const say = useSay();
  const act = useAct(name);
  const fields = asks[name];
  const parcel = parcelAt(view, at);
  const next = view.route.filter(({ from }) => from !== null && from === parcel?.unit);
  const [typed, setTyped] = useState<Typed>(() => begin(view, name, at, today, next.map(({ unit }) => unit)));
  const [isAsked, setAsked] = useState(false);
  const set = (some: Partial<Typed>): void => setTyped({ ...typed, ...some });
  const free = freeFor(view, name, at, typed.ofRetention);
  const isBatch = view.payee === 'beneficiaries';
  const asksFor = (field: Field): boolean => fields.includes(field) && (field !== 'payees' || isBatch);
  const asksDocument = asksFor('document') || (asksFor('mayHaveDocument') && typed.hasDocument);

  const parts = next.flatMap(({ unit }) => { const money = typed.parts[unit]; return money && money.text.trim() !== '' ? [{ to: unit, amount: fenOf(money) }] : []; });
  const sum = parts.reduce((total, { amount }) => total + (amount ?? 0), 0);
  const own = new Map<string, Pair | string>([
    ...missingIn({
      '/on': typed.on, ...(asksFor('payee') ? { '/payee': typed.payee } : {}), ...(asksFor('voucher') ? { '/voucher': typed.voucher } : {}), ...(asksFor('reason') ? { '/reason': typed.reason } : {}),
      ...(asksFor('defects') ? { '/defects': typed.defects } : {}), ...(asksFor('to') ? { '/to': typed.to } : {}), ...(asksFor('dueOn') ? { '/dueOn': typed.dueOn } : {}), ...(asksFor('basis') ? { '/basis': typed.basis } : {}),
      ...(asksDocument ? { '/document/number': typed.number, '/document/title': typed.title } : {}),
    }),
    ...(asksFor('amount') ? faultAt('/amount', moneyFault(fenOf(typed.amount), free, say)) : []),
    ...parts.flatMap(({ to, amount }) => faultAt(`/parts/${to}`, moneyFault(amount, undefined, say))),
    ...(asksFor('parts') ? faultAt('/parts', parts.length === 0 ? say(words.nothingPassed) : free !== undefined && sum > free ? say(words.tooMuchInAll, { sum: sayMoney(sum, say), most: sayMoney(free, say) }) : null) : []),
    ...(asksFor('payees') && !/^[1-9]\d{0,6}$/.test(typed.payees.trim()) ? [['/payees', words.payeesWrong] as const] : []),
  ]);
  // A part's place in what is sent is not its place in the form.
  const refused = new Map([...faultsIn(act.refusal)].map(([pointer, fault]) => { const [, n] = /^\/parts\/(\d+)\//.exec(pointer) ?? []; return [n === undefined ? pointer : `/parts/${parts[Number(n)]?.to ?? ''}`, fault] as const; }));
  const faults: ReadonlyMap<string, Pair | string> = isAsked && own.size > 0 ? own : refused;
  const fault = (pointer: string) => faults.get(pointer);

  const body = (): object => {
    const of = at === '' ? {} : { [{ p: 'parcel', h: 'hop', r: 'request' }[at[0] ?? ''] ?? 'parcel']: at };
    const { ofRetention, on, to, dueOn, why } = typed;
    return {
      ...of, on, ...(asksFor('amount') ? { amount: fenOf(typed.amount) } : {}), ...(asksFor('parts') ? { parts } : {}), ...(asksFor('part') ? { ofRetention } : {}), ...(asksFor('payee') ? { payee: typed.payee.trim() } : {}),
      ...(asksFor('voucher') ? { voucher: typed.voucher.trim() } : {}), ...(asksFor('payees') ? { payees: Number(typed.payees) } : {}), ...(asksFor('reason') ? { reason: typed.reason.trim() } : {}),
      ...(asksFor('defects') ? { defects: typed.defects.split('\n').map((one) => one.trim()).filter((one) => one !== '') } : {}), ...(asksFor('note') ? { note: typed.note.trim() } : {}),
      ...(asksDocument ? { document: { number: typed.number.trim(), title: typed.title.trim() } } : {}), ...(asksFor('to') ? { to } : {}), ...(asksFor('dueOn') ? { dueOn } : {}), ...(asksFor('basis') ? { basis: typed.basis.trim() } : {}), ...(asksFor('why') ? { why } : {}),
    };
  };
  const give = async (): Promise<void> => {
    setAsked(true);
    if (own.size > 0) return;
    if (!await act.give({ params: { cycle, line: view.line }, body: body() } as unknown as Asked<FundsCommandName>)) return;
    onDone(say(words.done, { what: say(actWords[name]) }));
    onClose();
  };
  return (
    <AskDialog title={say(actWords[name])} lead={leadOf()} verb={say(actWords[name])} act={act} fields={['/on', '/amount', '/payee', '/voucher', '/payees', '/reason', '/to', '/dueOn', '/basis', '/parts', ...[...refused.keys()].filter((pointer) => pointer.startsWith('/parts/'))]}
      onGive={() => void give()} onClose={onClose}>
      {asksFor('why') && <ChoiceField label={say(words.why)} value={typed.why} onChange={(why) => set({ why })} options={[{ value: 'reduced', label: say(words.reduced) }, { value: 'returnedToSource', label: say(words.returnedToSource) }]} />}
      {asksFor('to') && <ChoiceField label={say(words.to)} value={typed.to} placeholder={say(words.choose)} error={fault('/to')} onChange={(to) => set({ to })}
        options={view.route.filter(({ unit }) => unit !== parcel?.unit).map(({ unit, name: unitName }) => ({ value: unit, label: unitName }))} />}
      {asksFor('part') && freeRetention(view, at) > 0 && (parcel?.free ?? 0) > 0 && <ChoiceField label={say(words.ofWhat)} value={typed.ofRetention ? 'retention' : 'free'}
        onChange={(part) => set({ ofRetention: part === 'retention', amount: typedMoney(part === 'retention' ? freeRetention(view, at) : parcel?.free ?? null) })}
        options={[{ value: 'free', label: say(words.ofFree, { amount: sayMoney(parcel?.free ?? 0, say) }) }, { value: 'retention', label: say(words.ofRetention, { amount: sayMoney(freeRetention(view, at), say) }) }]} />}
      {asksFor('amount') && <MoneyField label={say(words.amount)} value={typed.amount} most={free} error={fault('/amount')} onChange={(amount) => set({ amount })} />}
      {asksFor('parts') && <Parts next={next} typed={typed.parts} free={free ?? 0} sum={sum} fault={fault} onChange={(unit, money) => set({ parts: { ...typed.parts, [unit]: money } })} />}
      {asksFor('payee') && <TextField label={say(words.payee)} maxLength={60} value={typed.payee} error={fault('/payee')} onChange={(payee) => set({ payee })} />}
      {asksFor('voucher') && <TextField label={say(words.voucher)} maxLength={40} value={typed.voucher} error={fault('/voucher')} onChange={(voucher) => set({ voucher })} />}
      {asksFor('payees') && <TextField label={say(words.payees)} numeric maxLength={7} value={typed.payees} error={fault('/payees')} onChange={(payees) => set({ payees })} />}
      {asksFor('defects') && <TextArea label={say(words.defects)} maxLength={4000} rows={4} value={typed.defects} error={fault('/defects')} onChange={(defects) => set({ defects })} />}
      {asksFor('note') && <TextArea label={say(words.note)} maxLength={500} value={typed.note} onChange={(note) => set({ note })} />}
      {asksFor('dueOn') && <DateField label={say(words.retentionDue)} min={today} value={typed.dueOn} error={fault('/dueOn')} onChange={(dueOn) => set({ dueOn })} />}
      {asksFor('basis') && <TextField label={say(words.basis)} hint={say(words.basisHint)} maxLength={120} value={typed.basis} error={fault('/basis')} onChange={(basis) => set({ basis })} />}
      {asksFor('reason') && <TextArea label={say(words.reason)} rows={2} maxLength={200} value={typed.reason} error={fault('/reason')} onChange={(reason) => set({ reason })} />}
      {asksFor('mayHaveDocument') && <label><input type="checkbox" checked={typed.hasDocument} onChange={(event) => set({ hasDocument: event.target.checked })} /> {say(words.withDocument)}</label>}
      {asksDocument && <TextField label={say(words.documentNumber)} maxLength={60} value={typed.number} error={fault('/document/number')} onChange={(number) => set({ number })} />}
      {asksDocument && <TextField label={say(words.documentTitle)} maxLength={120} value={typed.title} error={fault('/document/title')} onChange={(title) => set({ title })} />}
      <DateField label={say(words.on)} hint={say(words.onHint)} max={today} value={typed.on} error={fault('/on')} onChange={(on) => set({ on })} />
    </AskDialog>
  );

  function leadOf(): ReactNode {
    const [hop, request] = [hopAt(view, at), requestAt(view, at)];
    const asker = request ? nameOfUnit(view, unitOfParcel(view, request.parcel)) : '';
    if (hop) return say(words.receiveLead, { from: nameOfUnit(view, unitOfParcel(view, hop.from)), to: nameOfUnit(view, hop.to), amount: sayMoney(hop.amount, say) });
    if (request) {
      const facts = { unit: asker, amount: sayMoney(request.amount, say), payee: request.payee };
      return say({ payRequest: words.payLead, withdrawRequest: words.withdrawLead, acceptRequest: words.acceptLead }[name as string] ?? words.payLeadOf, facts);
    }
    const unit = nameOfUnit(view, parcel?.unit ?? view.root);
    return { passOn: say(next.length > 1 ? words.passLead : words.passLeadOne, { unit }), suspendMoney: say(words.suspendLead), resumeMoney: say(words.resumeLead), fileRequest: say(words.fileLead, { unit, amount: sayMoney(parcel?.free ?? 0, say) }) }[name as string];
  }
}

const faultAt = (pointer: string, fault: string | null): (readonly [string, string])[] => (fault === null ? [] : [[pointer, fault]]);

/** What there is to give by an act; undefined where an act gives nothing. */
function freeFor(view: LineView, act: FundsCommandName, at: string, ofRetention: boolean): number | undefined {
  if (act === 'takeOut') return view.parcels.filter(({ unit }) => unit === view.root).reduce((sum, { free }) => sum + free, 0);
  return ofRetention ? freeRetention(view, at) : parcelAt(view, at)?.free;
}

/** As much as the line says by itself: all of it, to whoever was paid last. */
function begin(view: LineView, act: FundsCommandName, at: string, today: string, next: readonly string[]): Typed {
  const parcel = parcelAt(view, at);
  const ofRetention = act === 'fileRequest' && (parcel?.free ?? 0) <= 0;
  const free = freeFor(view, act, at, ofRetention) ?? null;
  const isWhole = act === 'fileRequest' || act === 'recordPayment';
  const payee = [...view.requests.filter((one) => one.parcel === at), ...view.payments.filter((one) => one.parcel === at)].at(-1)?.payee ?? '';
  const nothing = typedMoney(null);
  return {
    on: today, amount: isWhole ? typedMoney(free) : nothing, parts: Object.fromEntries(next.map((unit) => [unit, next.length === 1 ? typedMoney(free) : nothing])), ofRetention, payee, voucher: '', payees: '', reason: '', defects: '', note: '',
    number: '', title: '', hasDocument: false, to: '', dueOn: '', basis: '', why: 'reduced',
  };
}

/** How much goes to each of those who come next; what is left empty gets nothing. */
function Parts({ next, typed, free, sum, fault, onChange }: {
  next: LineView['route']; typed: Readonly<Record<string, TypedMoney>>; free: number; sum: number; fault: (pointer: string) => Pair | string | undefined; onChange: (unit: string, money: TypedMoney) => void;
}) {
  const say = useSay();
  const whole = fault('/parts');
  return (
    <>
      {next.map(({ unit, name }) => <MoneyField key={unit} label={say(words.amountTo, { unit: name })} value={typed[unit] ?? typedMoney(null)} most={next.length === 1 ? free : undefined} error={fault(`/parts/${unit}`)} onChange={(money) => onChange(unit, money)} />)}
      <p className={sum > free ? 'late' : 'small'} role="status">{say(words.inAll, { sum: sayMoney(sum, say), left: sayMoney(free - sum, say) })}</p>
      {whole !== undefined && <p className="late" role="alert">{typeof whole === 'string' ? whole : say(whole)}</p>}
    </>
  );
}
