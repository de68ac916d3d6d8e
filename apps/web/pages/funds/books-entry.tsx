import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { TextField } from '../../base/field.tsx';
import type { ItemOf } from '../../base/list.ts';
import { RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { booksWords as words } from './books-words.ts';
import { sayPaid } from './exact.ts';
import styles from './books.module.css';

type Entry = ItemOf<'reconciliation'>;
type Proposal = Entry['proposals'][number];
type Side = NonNullable<Entry['treasury']>;
interface Told { onBegin: () => void; onDone: (said: string) => void }

/** What this person may do with the books now: nothing once the year is over. */
export function useBooks(): { mayCompare: boolean; maySign: (command: Proposal['command'], unit: string) => boolean; mayRegister: boolean } {
  const cycle = useCycle();
  const { can, posts } = useFunctions();
  const isOpen = useRead('cycle', { params: { cycle } }).data?.status === 'open';
  return {
    mayCompare: isOpen && (can('treasurer') || can('administrator')), mayRegister: isOpen && can('administrator'),
    // The treasury's payments are finance's to confirm, those of cash whoever's who keeps it; the API decides of each.
    maySign: (command, unit) => isOpen && (command === 'recordPayment' ? posts.some((post) => post.unit === unit && post.functions.includes('fundsKeeper')) : can('treasurer')),
  };
}

/** One voucher: what the treasury says beside what the record says, and what can be done about it. */
export function EntryRow({ entry, ...told }: { entry: Entry } & Told) {
  const say = useSay();
  const at = useAt();
  const { mayCompare } = useBooks();
  const [isSettingAside, setAside] = useState(false);
  const { state, voucher, treasury, record, differs, setAside: aside } = entry;
  const isOpen = state !== 'matched' && state !== 'setAside';
  const ofMoney = record && say(words.ofMoney, { purpose: record.purpose, document: record.documentNumber });
  return (
    <li className="card" aria-label={say(words.voucher, { voucher })}>
      <header className={styles['top']}>
        <h3>{say(words.voucher, { voucher })}{record?.isCaughtUp && <span className={styles['mark']}>{say(words.caughtUp)}</span>}</h3>
        <div className={`${styles['acts']} no-print`}>
          {record !== null && <ButtonLink kind="quiet" to={at(`/funds/${record.line}`)} label={`${say(words.seeLine)}：${voucher}`}>{say(words.seeLine)}</ButtonLink>}
          {isOpen && mayCompare && <Button kind="quiet" onClick={() => { told.onBegin(); setAside(true); }}>{say(words.setAside)}</Button>}
        </div>
      </header>
      <div className={styles['sides']}>
        <section aria-label={say(words.treasury)}>
          <h4>{say(words.treasury)}</h4>
          {treasury === null ? <p className={styles['none']}>{say(words.noTreasury)}</p> : <>
            <Sums side={treasury} differs={differs} />
            <p className="small">{[treasury.unitName, treasury.purpose, treasury.documentNumber].filter((one) => one !== null && one !== '').join(say(words.dot))}</p>
          </>}
        </section>
        <section aria-label={say(words.record)}>
          <h4>{say(state === 'missingInRecord' && entry.proposals.length > 0 ? words.maybeHere : words.record)}</h4>
          {record === null ? (state === 'setAside' ? <p className={styles['none']}>{say(words.noRecord)}</p> : <Matching entry={entry} {...told} />) : <>
            <Sums side={record} differs={differs} />
            <p className="small">{[entry.unitName, ofMoney].filter((one) => one !== null).join(say(words.dot))}</p>
          </>}
        </section>
      </div>
      {aside !== null && <p className="small">{say(words.wasSetAside, { by: aside.by, at: say.date(localDateOf(aside.at)), reason: aside.reason })}</p>}
      {isSettingAside && <SetAside entry={entry} onDone={told.onDone} onClose={() => setAside(false)} />}
    </li>
  );
}

const payeeOf = ({ payee, payees }: Pick<Side, 'payee' | 'payees'>, say: Say): string => (payees !== null && payees > 1 ? say(words.payees, { payee: payee ?? '', n: payees }) : payee ?? '');

/** Amount, day and payee; what the other side says otherwise is marked, and not by its colour alone. */
function Sums({ side, differs }: { side: Pick<Side, 'amount' | 'on' | 'payee' | 'payees'>; differs: Entry['differs'] }) {
  const say = useSay();
  const part = (of: Entry['differs'][number], text: ReactNode): ReactNode => (differs.includes(of) ? <mark className={styles['differs']}><span aria-hidden="true">≠ </span>{text}<span className="hidden-visually">{say(words.differs)}</span></mark> : text);
  return (
    <>
      <p className={styles['amount']}>{part('amount', sayPaid(side.amount, say))}</p>
      <p>{part('on', say.date(side.on))}</p>
      <p>{part('payee', payeeOf(side, say))}</p>
    </>
  );
}

const keyOf = ({ line, request, parcel }: Proposal): string => `${line} ${request ?? parcel}`;

/** The surest where one is surer than the next; else the person chooses. */
function surestOf(proposals: readonly Proposal[]): string | null {
  const [first, second] = proposals.filter(({ command }) => command !== null);
  return first && (second === undefined || first.agrees.length > second.agrees.length || (first.command === 'payRequest' && second.command !== 'payRequest')) ? keyOf(first) : null;
}

/** What a payment may be that the record does not have: one confirmation makes it the record. */
function Matching({ entry: { entry, voucher, treasury, proposals }, onBegin, onDone }: { entry: Entry } & Told) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const { maySign, mayRegister } = useBooks();
  const [chosen, setChosen] = useState(() => surestOf(proposals));
  const [isAsked, setAsked] = useState(false);
  const confirm = useAct('confirmPayment');
  const enter = useAct('catchUpPayment');
  const busy = useBusy(confirm, enter);
  if (proposals.length === 0) return <><p className={styles['none']}>{say(words.unknownMoney)}</p>{mayRegister && <p className="no-print"><Link to={at('/funds/new')}>{say(words.register)}</Link></p>}</>;

  const possible = proposals.filter(({ command }) => command !== null);
  const one = proposals.find((other) => keyOf(other) === chosen) ?? (possible.length === 0 ? proposals[0] : undefined);
  const mayConfirm = ({ command, unit }: Proposal): boolean => maySign(command, unit);
  const give = async ({ command, line, request, parcel }: Proposal): Promise<void> => {
    onBegin();
    const params = { cycle, entry };
    const answer = command === 'catchUpPayment' ? await enter.give({ params, body: { line, parcel } }) : await confirm.give({ params, body: { line, ...(request === null ? { parcel } : { request }) } });
    if (answer) onDone(say(command === 'catchUpPayment' ? words.wasCaughtUp : words.confirmed, { voucher, amount: sayPaid(treasury?.amount ?? 0, say) }));
  };
  const button = possible.find(mayConfirm);
  return (
    <>
      {proposals.length === 1 && one ? <Choice proposal={one} /> : (
        <fieldset className={styles['choices']}>
          <legend className="small">{say(words.maybe)}</legend>
          {proposals.map((proposal) => <label key={keyOf(proposal)}><input type="radio" name={`of-${entry}`} checked={keyOf(proposal) === chosen} disabled={proposal.command === null} onChange={() => { setChosen(keyOf(proposal)); confirm.clear(); enter.clear(); }} /><span><Choice proposal={proposal} /></span></label>)}
        </fieldset>
      )}
      {one?.command === 'catchUpPayment' && <p className="small">{say(words.catchUpHint)}</p>}
      {one?.command === null && <p className="small">{say(one.request === null ? words.stopped : words.acceptFirst)}{one.request !== null && mayConfirm(one) && <> <Link to={at('/funds/queue?what=examine')}>{say(words.toQueue)}</Link></>}</p>}
      {isAsked && one === undefined && <p className="late" role="alert">{say(words.chooseOne)}</p>}
      <RefusalNote refusal={confirm.refusal ?? enter.refusal} />
      {one !== undefined && one.command !== null && !mayConfirm(one) && <p className="small">{one.command === 'recordPayment' ? say(words.byKeeper, { unit: one.unitName }) : say(words.byFinance)}</p>}
      {(one === undefined ? button !== undefined : one.command !== null && mayConfirm(one)) && (
        <p className={`${styles['confirm']} no-print`}><Button kind="primary" busy={busy} aria-label={`${say(words[one?.command ?? 'payRequest'])}：${voucher}`} onClick={() => { setAsked(true); if (one) void give(one); }}>{say(words[one?.command ?? 'payRequest'])}</Button></p>
      )}
    </>
  );
}

function Choice({ proposal: { command, request, line, unitName, payee, amount, purpose, documentNumber, agrees } }: { proposal: Proposal }) {
  const say = useSay();
  const at = useAt();
  const facts = { unit: unitName, payee: payee ?? '', amount: sayPaid(amount, say) };
  const what = request !== null ? say(command === null ? words.ofOpenRequest : words.ofRequest, facts) : say(command === 'recordPayment' ? words.ofCash : words.ofBudget, facts);
  return (
    <>
      <b className={styles['what']}>{what}</b>
      <span className="small"><Link to={at(`/funds/${line}`)}>{say(words.ofMoney, { purpose, document: documentNumber })}</Link></span>
      <span className="small">{say(words.agrees, { what: agrees.map((one) => say(words.agreeing[one])).join(say(words.separator)) })}</span>
    </>
  );
}

/** A difference that people know of waits no longer; the reason stays with it. */
function SetAside({ entry: { entry, voucher, treasury, record }, onDone, onClose }: { entry: Entry; onDone: (said: string) => void; onClose: () => void }) {
  const say = useSay();
  const cycle = useCycle();
  const act = useAct('setAsideDifference');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const own = missingIn({ '/reason': reason });
  const faults = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  const give = async (): Promise<void> => {
    setAsked(true);
    if (own.size > 0 || !await act.give({ params: { cycle, entry }, body: { reason: reason.trim() } })) return;
    onDone(say(words.doneSetAside, { voucher }));
    onClose();
  };
  return (
    <AskDialog title={say(words.setAside)} lead={say(words.setAsideLead, { voucher, amount: sayPaid(treasury?.amount ?? record?.amount ?? 0, say) })} verb={say(words.setAside)} act={act} fields={['/reason']} onGive={() => void give()} onClose={onClose}>
      <TextField label={say(words.reason)} hint={say(words.reasonHint)} maxLength={200} value={reason} error={faults.get('/reason')} onChange={setReason} />
    </AskDialog>
  );
}
