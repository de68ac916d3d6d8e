import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { stateWords } from '#libs/contracts/state-words';
import { localDateOf } from '#libs/domain/time/instant';
import { useAllPages } from '../../base/list.ts';
import { useRead } from '../../base/api.ts';
import type { Refusal } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { LightShape } from '../../base/light.tsx';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { usePosts } from '../../shell/posts.ts';
import { Layers } from './layers.tsx';
import { List } from './list.tsx';
import { mayRegister } from './pick.ts';
import { isWaiting, rowsOf, stageOf } from './signing.ts';
import type { Row } from './signing.ts';
import { lettersWords as words } from './words.ts';
import styles from './letters.module.css';

/** Every letter in sight, with where its unit stands. */
export function useRows(): { rows: Row[] | undefined; isWhole: boolean; now: string; error: Refusal | null; refetch: () => unknown } {
  const cycle = useCycle();
  const letters = useAllPages('letters', { params: { cycle }, query: { limit: 200 } });
  const places = useAllPages('matrix', { params: { cycle }, query: { kind: 'letter' } });
  const rows = useMemo(() => letters.pages && rowsOf(letters.pages.flatMap(({ items }) => items), places.pages?.flatMap((page) => page.rows) ?? []), [letters.pages, places.pages]);
  return { rows, isWhole: letters.isWhole && (places.isWhole || places.error !== null), now: letters.pages?.[0]?.now ?? '', error: letters.error, refetch: letters.refetch };
}

/** The letters of one's own unit and of those below: how far signing has come, and what can be done for those who have not signed. */
export default function Letters() {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const held = usePosts();
  const view = useRead('cycle', { params: { cycle } }).data;
  const { rows, isWhole, now, error, refetch } = useRows();
  const [depth, setDepth] = useState<number | null>(null);
  if (!rows) return error ? <RefusalNote refusal={error} onRetry={() => void refetch()} /> : <Outline lines={8} />;
  const own = rows.filter(({ unit }) => held.some((post) => post.unit === unit));
  const below = rows.filter((row) => !own.includes(row));
  const inForce = rows.filter((row) => stageOf(row) === 'inForce').length;
  const waiting = rows.filter(isWaiting).length;
  const root = view?.root ?? '';
  return (
    <>
      <header className={styles['heading']}>
        <div>
          <h1>{say(words.title)}</h1>
          {rows.length > 0 && <p className="lead">{inForce === rows.length ? say(words.leadAll, { n: rows.length }) : say(words.lead, { n: rows.length, inForce, waiting })}</p>}
        </div>
        {rows.some((row) => mayRegister(row, held, root)) && <ButtonLink to={at('/letters/ceremony')}>{say(words.ceremony)}</ButtonLink>}
      </header>
      {rows.length === 0 && <Empty><p>{say(words.none)}</p></Empty>}
      {own.length > 0 && <section><h2>{say(words.own)}</h2><ul className={`card ${styles['own']}`}>{own.map((row) => <Own key={row.obligation} row={row} />)}</ul></section>}
      {below.length > 0 && isWhole && <Layers rows={below} chosen={depth} onChoose={setDepth} />}
      {below.length > 0 && <List rows={below} depth={depth} root={root} held={held} today={localDateOf(now)} title={view ? say(words.ofYear, { year: view.year }) : say(words.title)} />}
      {!isWhole && <Outline lines={2} />}
    </>
  );
}

function Own({ row }: { row: Row }) {
  const say = useSay();
  const at = useAt();
  return (
    <li>
      <LightShape light={row.light} size={18} />
      <div><h3><Link to={at(`/units/${row.unit}/obligations/${row.duty}`)}>{say(words.ownLine, { unit: row.unitName })}</Link></h3>
        <p className="lead">{say(stateWords(row.status))} · {row.inForceAt === null
          ? <>{say(words.signedOf, { signed: row.signed, signers: row.signers })}{row.dueOn !== null && <> · <span className={row.light === 'late' ? 'late' : row.light === 'near' ? 'near' : ''}>{say(words.due, { date: say.date(row.dueOn) })}</span></>}</>
          : say(words.inForceOn, { date: say.fullDate(localDateOf(row.inForceAt)) })}</p></div>
    </li>
  );
}
