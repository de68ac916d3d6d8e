import type { ReactNode } from 'react';
import { ExportButton } from '../../base/export.tsx';
import { sayMoney } from '../../base/money.ts';
import { useSay } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { nameOfUnit, unitOfParcel } from './acts.ts';
import { lineWords as words } from './line-words.ts';
import type { LineView } from './route.ts';
import styles from './line.module.css';

/** Under the route: payments with their vouchers, requests, what went from unit to unit, and the documents. */
export function Details({ view }: { view: LineView }) {
  const say = useSay();
  const unit = (id: string): string => nameOfUnit(view, id);
  const amount = (fen: number): ReactNode => <td className="number">{sayMoney(fen, say)}</td>;
  const { payments, requests, hops, leavings, document } = view;
  const documents = [document, ...hops.flatMap((hop) => hop.document ?? []), ...leavings.map((one) => one.document)];
  const once = documents.filter(({ number }, n) => documents.findIndex((other) => other.number === number) === n);
  return (
    <>
      <h2>{say(words.payments)}</h2>
      {payments.length === 0 ? <p className="lead">{say(words.noPayments)}</p> : (
        <>
          <Table heads={[say(words.on), say(words.payeeName), say(words.unit), say(words.voucherNumber)]} last={say(words.amount)}>
            {payments.map((one) => <tr key={one.id}><td>{say.date(one.on)}</td><th scope="row">{one.payee}{one.payees > 1 && <span className="small"> {say(words.payees, { n: one.payees })}</span>}</th><td>{unit(unitOfParcel(view, one.parcel))}</td><td>{one.voucher}{one.caughtUpOn !== undefined && <span className="small"> {say(words.caughtUp, { date: say.date(one.caughtUpOn) })}</span>}</td>{amount(one.amount)}</tr>)}
          </Table>
          <p style={{ marginTop: 8, textAlign: 'end' }}><ExportButton name={`${view.document.number}-${say(words.payments)}`} rows={() => payments} columns={[
            { title: say(words.on), width: 12, value: ({ on }) => ({ date: on }) }, { title: say(words.payeeName), width: 30, value: ({ payee }) => payee }, { title: say(words.unit), width: 16, value: ({ parcel }) => unit(unitOfParcel(view, parcel)) },
            { title: say(words.voucherNumber), width: 22, value: ({ voucher }) => voucher }, { title: say(words.payeesCount), width: 8, value: ({ payees }) => payees }, { title: say(words.amountYuan), width: 16, value: ({ amount: fen }) => Number(typedFen(fen, 'yuan')) },
          ]} /></p>
        </>
      )}
      {requests.length > 0 && <>
        <h2>{say(words.requests)}</h2>
        <Table heads={[say(words.payeeName), say(words.unit), say(words.how), say(words.state)]} last={say(words.amount)}>
          {requests.map((one) => (
            <tr key={one.id}><th scope="row">{one.payee}{one.ofRetention && <span className="small"> {say(words.ofRetention)}</span>}</th><td>{unit(unitOfParcel(view, one.parcel))}</td>
              <td>{one.passages.map(({ act, on }) => say(words.passages[act], { date: say.date(on) })).join(say(words.comma))}{one.defects.length > 0 && <p className="small">{say(words.defects, { defects: one.defects.join(say(words.list)) })}</p>}</td>
              <td>{say(words.statuses[one.status])}</td>{amount(one.amount)}</tr>
          ))}
        </Table>
      </>}
      {hops.length > 0 && <>
        <h2>{say(words.hops)}</h2>
        <Table heads={[say(words.on), say(words.fromUnit), say(words.toUnit), say(words.way), say(words.state)]} last={say(words.amount)}>
          {hops.map((one) => <tr key={one.id}><td>{say.date(one.sentOn)}</td><td>{unit(unitOfParcel(view, one.from))}</td><th scope="row">{unit(one.to)}</th><td>{say(words.ways[one.way])}</td>
            <td>{say(words.hopStates[one.status], { date: one.receivedOn === null ? '' : say.date(one.receivedOn) })}</td>{amount(one.amount)}</tr>)}
        </Table>
      </>}
      <h2>{say(words.documents)}</h2>
      <ul className={`card ${styles['documents']}`}>{once.map((one) => <li key={one.number}>{say(words.document, { ...one })}</li>)}</ul>
    </>
  );
}

function Table({ heads, last, children }: { heads: readonly string[]; last: string; children: ReactNode }) {
  return (
    <div className={`card ${styles['scroll']}`} tabIndex={0} role="group" aria-label={heads.join(' ')}>
      <table className={styles['table']}><thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}<th scope="col" className="number">{last}</th></tr></thead><tbody>{children}</tbody></table>
    </div>
  );
}
