import type { AnswerOf } from '../../base/api.ts';
import { Note } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { rehearsalWords as words } from './words.ts';
import styles from './start.module.css';

type Changes = NonNullable<AnswerOf<'yearChanges'>['changes']>;

/** What the draft has otherwise than the year before. */
export function YearChanges({ changes }: { changes: Changes }) {
  const say = useSay();
  const { joined, left, renamed, moved, vacant, holders, targets, targetsKept, pack } = changes;
  const fromTo = (what: string, from: string | null, to: string | null): string => say(words.fromTo, { what, from: from ?? say(words.nobody), to: to ?? say(words.nobody) });
  const held = ({ unitName, title }: { unitName: string; title: string }): string => `${unitName} ${title}`;
  const rows: [string, number, string[]][] = [
    [say(words.joined), joined.n, joined.items.map(({ name }) => name)],
    [say(words.left), left.n, left.items.map(({ name }) => name)],
    [say(words.renamed), renamed.n, renamed.items.map(({ from, to }) => `${from} → ${to}`)],
    [say(words.moved), moved.n, moved.items.map(({ name, from, to }) => fromTo(name, from, to))],
    [say(words.holders), holders.n, holders.items.map((one) => fromTo(held(one), one.from, one.to))],
    [say(words.vacant), vacant.n, vacant.items.map(held)],
    [say(words.targets), targets.n, targets.items.map(({ unitName, name, measure, from, to }) => fromTo(`${unitName} ${name}`, from === null ? null : `${say.number(from)} ${measure}`, `${say.number(to ?? 0)} ${measure}`))],
    [say(words.pack), pack.isSame ? 0 : 1, [`${pack.from} → ${pack.to}`]],
  ];
  const some = rows.filter(([, n]) => n > 0);
  return (
    <>
      <h2>{say(words.changes)}</h2>
      {some.length === 0 ? <Note kind="done">{say(words.changesNone)}</Note> : (
        <dl className={`card ${styles['changes']}`}>{some.map(([name, n, items]) => (
          <div key={name}><dt>{name} <span className="small">{n}</span></dt><dd>{items.map((item) => <p key={item}>{item}</p>)}{n > items.length && <p className="small">{say(words.andMore, { n })}</p>}</dd></div>
        ))}</dl>
      )}
      {targetsKept > 0 && <p className="small">{say(words.targetsKept, { n: targetsKept })}</p>}
    </>
  );
}
