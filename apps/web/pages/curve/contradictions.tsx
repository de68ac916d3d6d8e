import { Link } from 'wouter';
import { stateWords } from '#libs/contracts/state-words';
import { Button } from '../../base/button.tsx';
import { usePages } from '../../base/list.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { contradictionWords as words } from './words.ts';
import styles from './curve.module.css';

/** Reports whose figures are not those of the funds' lines, each with its page and the money it is about. */
export function Contradictions() {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const list = usePages('moneyContradictions', { params: { cycle }, query: { limit: 200 } });
  const { items } = list;
  return (
    <section aria-labelledby="contradictions">
      <h2 id="contradictions">{say(words.title)}</h2>
      <RefusalNote refusal={list.error} onRetry={list.refetch} />
      {!items && !list.error && <Outline lines={2} />}
      {items?.length === 0 && <Empty><p>{say(list.hasMore ? words.noneSoFar : words.none)}</p></Empty>}
      {items && items.length > 0 && <>
        <p className="lead">{say(words.lead)}</p>
        <ul className={`card ${styles['contradictions']}`}>{items.map((one) => (
          <li key={`${one.obligation} ${one.indicator}`}>
            <div>
              <h3><Link to={at(`/units/${one.unit}/obligations/${one.duty}`)}>{say(words.report, { unit: one.unitName, period: say(stateWords(one.period)) })}</Link></h3>
              <p className="near">{say(words.says, { name: one.name, reported: say.number(one.reported), ledger: say.number(one.fromLedger), measure: one.measure, date: say.date(one.on), more: say(one.difference > 0 ? words.more : words.less), n: say.number(Math.abs(one.difference)) })}</p>
              <p className="small">{say(words.submitted, { n: one.submission, at: say.moment(one.submittedAt) })}</p>
            </div>
            <Link to={at(`/funds?holder=${one.unit}`)}>{say(words.money)}</Link>
          </li>
        ))}</ul>
      </>}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </section>
  );
}
