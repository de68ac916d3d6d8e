import { Link } from 'wouter';
import { Button } from '../../base/button.tsx';
import { sayMoney } from '../../base/money.ts';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { projectActWords } from './act-words.ts';
import type { ProjectView } from './late.ts';
import type { Acting } from './project.tsx';
import { projectWords as words } from './words.ts';
import styles from './project.module.css';

/** Which allocations pay for it and how much of each, and the unit's requests on them: which of those are for this project. */
export function Money({ view: { funds, isInside }, acting }: { view: ProjectView; acting: Acting }) {
  const say = useSay();
  const at = useAt();
  return (
    <>
      <h2>{say(words.money)}</h2>
      {funds.length === 0 ? <p className="lead">{say(words.noMoney)}</p> : (
        <ul className={`card ${styles['money']}`}>{funds.map(({ line, amount, requests, purpose, documentNumber, got, filed }) => (
          <li key={line}>
            <h3>{isInside ? <Link to={at(`/funds/${line}`)}>{purpose}</Link> : purpose}</h3>
            <p>{say(words.share, { amount: sayMoney(amount, say), got: sayMoney(got, say) })}<span className="small"> · {documentNumber}</span></p>
            {filed.length === 0 ? <p className="small">{say(words.noRequests)}</p> : (
              <ul className={styles['requests']} aria-label={say(words.requests)}>{filed.map(({ id, amount: asked, payee, status, on }) => (
                <li key={id}><span>{say(words.request, { amount: sayMoney(asked, say), payee })}</span><span className="small">{say(words.requestStates[status], { date: say.date(on) })}</span>
                  {requests?.includes(id) ? <b className="done">{say(words.forThis)}</b> : acting.may('nameRequest', line) && status !== 'withdrawn' && <Button kind="quiet" onClick={() => acting.begin({ act: 'nameRequest', at: line, request: id })}>{say(projectActWords.nameRequest)}</Button>}</li>
              ))}</ul>
            )}
          </li>
        ))}</ul>
      )}
    </>
  );
}
