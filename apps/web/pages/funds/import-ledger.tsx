import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useAct } from '../../base/act.ts';
import { addressOf, ask, client, Refusal } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { sayMoney } from '../../base/money.ts';
import { Empty, Note, Outline, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { dropWords, ledgerWords as words } from './books-words.ts';
import { CellFaults, FileDrop, Ignored } from './file-drop.tsx';
import { moneyNav } from './nav-words.ts';
import tableStyles from './money.module.css';
import styles from './books.module.css';

type Check = AnswerOf<'checkLedger'>;

/** The ledger of allocations: looked at first, each fault at its cell; then registered, all of it or nothing. */
export default function ImportLedger() {
  const say = useSay();
  const at = useAt();
  const { can, posts } = useFunctions();
  const [, go] = useLocation();
  const run = new URLSearchParams(useSearch()).get('run');
  return (
    <>
      <p className="small"><Link to={at('/funds')}>{say(moneyNav)}</Link></p>
      <h1>{say(words.title)}</h1>
      <p className="lead">{say(words.lead)}</p>
      {posts.length > 0 && !can('administrator') ? <Empty><p>{say(words.onlyOffice)}</p></Empty>
        : run === null ? <Bring onRun={(id) => go(at(`/funds/import?run=${id}`), { replace: true })} /> : <Running key={run} id={run} />}
    </>
  );
}

function Bring({ onRun }: { onRun: (id: string) => void }) {
  const say = useSay();
  const cycle = useCycle();
  const [brought, setBrought] = useState<{ file: File; n: number } | null>(null);
  const act = useAct('importLedger');
  const busy = useBusy(act);
  const check = useQuery<Check, Refusal>({
    queryKey: ['checkLedger', { cycle }, brought?.n ?? 0], enabled: brought !== null, retry: false, staleTime: Infinity, refetchOnWindowFocus: false,
    queryFn: ({ signal }) => ask('checkLedger', { params: { cycle } }, { file: brought?.file as Blob, signal }),
  });
  const give = async (preview: string): Promise<void> => {
    const view = await act.give({ params: { cycle }, query: { preview } }, { file: brought?.file as Blob });
    if (view) onRun(view.import);
  };
  const data = brought === null ? undefined : check.data;
  return (
    <>
      <FileDrop what={say(words.theFile)} name={brought?.file.name ?? null} onFile={(file) => { act.clear(); setBrought({ file, n: (brought?.n ?? 0) + 1 }); }}> · <a href={addressOf('moneyExport', { params: { cycle }, query: { of: 'ledgerTemplate' } })} download>{say(words.template)}</a></FileDrop>
      {brought === null && <p className="small">{say(words.columns)}</p>}
      {brought !== null && check.isFetching && <p role="status">{say(dropWords.reading, { name: brought.file.name })}</p>}
      {brought !== null && <RefusalNote refusal={check.error} />}
      {data && !check.isFetching && <Looked check={data} />}
      <RefusalNote refusal={act.refusal} />
      {data && !check.isFetching && data.isPossible && data.new > 0 && <p className={styles['tools']}><Button kind="primary" busy={busy} onClick={() => void give(data.hash)}>{say(words.register, { n: data.new })}</Button></p>}
    </>
  );
}

/** «18行没有错：要登记16笔、1,260万元，另有2笔已登记，3处合计核对无误。» */
function sentenceOf({ rows, new: n, unchanged, amount, totals }: Check, say: Say): string {
  if (rows === 0) return say(words.empty);
  if (n === 0) return say(words.same, { n: unchanged });
  return say(words.would, { rows, n, amount: sayMoney(amount, say) }) + (unchanged > 0 ? say(words.wouldSame, { n: unchanged }) : '') + (totals > 0 ? say(words.totals, { n: totals }) : '') + say(words.end);
}

function Looked({ check }: { check: Check }) {
  const say = useSay();
  const { faults, faultCount, ignored, sources, lines, alike } = check;
  const count = check.new;
  const nameOf = (id: string): string => { const one = sources.find(({ source }) => source === id); return one ? say(one.name) : id; };
  if (faultCount > 0) return <><Ignored columns={ignored} /><CellFaults faults={faults} count={faultCount} /></>;
  return (
    <div aria-live="polite">
      <Note kind={check.rows === 0 ? 'near' : 'done'}>{sentenceOf(check, say)}</Note>
      <Ignored columns={ignored} />
      {alike.length > 0 && <Note kind="near">{say(words.alike, { n: alike.length, rows: alike.slice(0, 10).map(({ row, was }) => say(words.alikeOne, { row, was: sayMoney(was, say) })).join(say.language === 'zh' ? '、' : ', ') })}</Note>}
      {sources.length > 0 && <section aria-labelledby="by-source">
        <h2 id="by-source">{say(words.bySource)}</h2>
        <div className={`card ${styles['sums']}`}>
          <table className={tableStyles['table']}>
            <thead><tr><th scope="col">{say(words.source)}</th><th scope="col" className="number">{say(words.count)}</th><th scope="col" className="number">{say(words.amount)}</th></tr></thead>
            <tbody>{sources.map(({ source, name, n, amount }) => <tr key={source}><th scope="row">{say(name)}</th><td className="number">{n}</td><td className="number">{sayMoney(amount, say)}</td></tr>)}</tbody>
            {sources.length > 1 && <tfoot><tr><th scope="row">{say(words.total)}</th><td className="number">{count}</td><td className="number">{sayMoney(check.amount, say)}</td></tr></tfoot>}
          </table>
        </div>
      </section>}
      {lines.length > 0 && <section aria-labelledby="new-lines">
        <h2 id="new-lines">{say(count > lines.length ? words.firstRows : words.rows, { n: lines.length })}</h2>
        <div className={`card ${styles['scroll']}`} tabIndex={0} role="group" aria-labelledby="new-lines">
          <table className={`${tableStyles['table']} ${styles['preview']}`}>
            <thead><tr><th scope="col" className="number">{say(words.row)}</th><th scope="col">{say(words.purpose)}</th><th scope="col">{say(words.route)}</th><th scope="col">{say(words.receivedOn)}</th><th scope="col" className="number">{say(words.amount)}</th></tr></thead>
            <tbody>{lines.map((one) => (
              <tr key={one.row}><td className="number">{one.row}</td><th scope="row">{one.purpose}<p className="small">{nameOf(one.source)} · {one.documentNumber}</p></th>
                <td>{one.route.join(say(words.arrow))}{one.terms.length > 0 && <p className="small">{one.terms.join(say.language === 'zh' ? '，' : ', ')}</p>}</td><td>{say.date(one.receivedOn)}</td><td className="number">{sayMoney(one.amount, say)}</td></tr>
            ))}</tbody>
          </table>
        </div>
      </section>}
    </div>
  );
}

/** An imported ledger while its lines are registered one after the other; also for whoever comes back to it. */
function Running({ id }: { id: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const read = useQuery<AnswerOf<'ledgerImport'>, Refusal>({
    queryKey: ['ledgerImport', { cycle, import: id }], refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'registering' ? 1_000 : false),
    queryFn: async ({ signal }) => {
      const view = await ask('ledgerImport', { params: { cycle, import: id } }, { signal });
      if (view.state === 'done') void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'ledgerImport' && queryKey[0] !== 'checkLedger' });
      return view;
    },
  });
  if (!read.data) return <><RefusalNote refusal={read.error} onRetry={() => void read.refetch()} />{!read.error && <Outline lines={2} />}</>;
  const { state, done, of, failed, amount, unchanged } = read.data;
  const links = <p className={styles['tools']}><ButtonLink kind="primary" to={at('/funds')}>{say(words.toMoney)}</ButtonLink><ButtonLink to={at('/funds/import')}>{say(words.another)}</ButtonLink></p>;
  if (state === 'registering') {
    return <><div role="status"><p>{say(words.running, { done, of })}</p><p className={styles['progress']}><progress max={Math.max(1, of)} value={done} aria-label={say(words.progress)} /></p></div></>;
  }
  return (
    <>
      {of === 0 ? <Note kind="done">{say(words.same, { n: unchanged })}</Note> : failed.length === 0 ? <Note kind="done">{say(words.done, { n: of, amount: sayMoney(amount, say) })}</Note>
        : <Note kind="near">{say(words.doneSome, { n: done, failed: failed.length })}<ul>{failed.map(({ row, reason }) => <li key={row}>{say(words.failedRow, { row, reason: say(reason) })}</li>)}</ul></Note>}
      {links}
    </>
  );
}
