import { useEffect } from 'react';
import { Link } from 'wouter';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { ChoiceField } from '../../base/field.tsx';
import type { ItemOf } from '../../base/list.ts';
import { useAllPages } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { Empty, Note, Outline, RefusalNote, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair, Say } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { carriedWords as words } from './carried-words.ts';
import tableStyles from './money.module.css';
import styles from './register.module.css';

export type Left = ItemOf<'carryable'>;
type Before = AnswerOf<'fundsLine'>;
const keyOf = ({ cycle, line }: Pick<Left, 'cycle' | 'line'>): string => `${cycle} ${line}`;

/** A year by its title; drills of one year differ by their number. */
const titleOf = ({ title, cycle }: Left, say: Say): string => { const [, n] = /-drill-(\d+)$/.exec(cycle) ?? []; return n === undefined ? title : say(words.drill, { title, n }); };

/** What earlier years left over, to choose from; the whole of one is carried over, as it was. */
export function CarriedPicker({ value, error, onChange }: { value: Left | null; error: Pair | string | undefined; onChange: (left: Left) => void }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const { pages, isWhole, error: refusal, refetch } = useAllPages('carryable', { params: { cycle }, query: { limit: 200 } });
  const items = pages?.flatMap((page) => page.items);
  if (!items || !isWhole) return refusal ? <RefusalNote refusal={refusal} onRetry={refetch} /> : <Outline lines={1} />;
  const open = items.filter(({ into }) => into === null);
  if (open.length === 0) return <Empty><p>{say(items.length === 0 ? words.nothingLeft : words.allCarried, { n: items.length })}</p></Empty>;
  const gone = items.length - open.length;
  return (
    <div>
      <ChoiceField id="carried" label={say(words.which)} value={value === null ? '' : keyOf(value)} placeholder={say(words.choose)} error={error}
        hint={gone > 0 ? say(words.gone, { n: gone }) : undefined} onChange={(key) => { const left = open.find((one) => keyOf(one) === key); if (left) onChange(left); }}
        options={open.map((one) => ({ value: keyOf(one), label: say(words.one, { title: titleOf(one, say), purpose: one.purpose, amount: sayMoney(one.left, say), document: one.documentNumber }) }))} />
      {value !== null && <Note kind={value.isSurplus ? 'near' : 'plain'}>{say(value.isSurplus ? words.surplus : words.age, { n: value.carried, amount: sayMoney(value.left, say) })} <Link to={at(`/funds/${value.line}`).replace(`/${cycle}/`, `/${value.cycle}/`)}>{say(words.see)}</Link></Note>}
    </div>
  );
}

/** Where the money still is, with the dates it had: those go on. @param onRead once, when the line of the year before is there */
export function CarriedFrom({ left: { cycle, line }, onRead }: { left: Left; onRead: (before: Before) => void }) {
  const say = useSay();
  const read = useRead('fundsLine', { params: { cycle, line } });
  const { data } = read;
  // What a form is filled in with is read after it was chosen.
  useEffect(() => { if (data) onRead(data); }, [data?.line]);
  return (
    <section className={styles['fieldset']}>
      <h2 style={{ margin: 0 }}>{say(words.where)}</h2>
      <Shown of={read} lines={2}>{({ parcels, route }) => (
        <div className={`${tableStyles['scroll']} ${styles['preview']}`} tabIndex={0} role="group" aria-label={say(words.where)}>
          <table className={tableStyles['table']}>
            <thead><tr><th scope="col">{say(words.unit)}</th><th scope="col" className="number">{say(words.amount)}</th><th scope="col">{say(words.due)}</th><th scope="col">{say(words.basis)}</th></tr></thead>
            <tbody>{parcels.filter(({ held, inFlight }) => held + inFlight > 0).map(({ id, unit, held, inFlight, due }) => (
              <tr key={id}><th scope="row">{route.find((place) => place.unit === unit)?.name ?? unit}</th><td className="number">{sayMoney(held + inFlight, say)}</td>
                <td>{due === null ? <span className="small">{say(words.noLimit)}</span> : <b>{say(words.by, { date: say.fullDate(due.dueOn) })}</b>}</td><td className="small">{due !== null && say(due.basis)}</td></tr>
            ))}</tbody>
          </table>
        </div>
      )}</Shown>
    </section>
  );
}
