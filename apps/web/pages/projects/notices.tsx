import { Link } from 'wouter';
import { ButtonLink } from '../../base/button.tsx';
import { usePages } from '../../base/list.ts';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { standingText } from '../notices/standing.ts';
import { projectWords as words } from './words.ts';
import styles from './project.module.css';

/** What was shown in public of a project or of an allocation; whoever keeps its unit’s money may show it, below the root. */
export function Notices({ of, unit, root }: { of: { project: string } | { line: string }; unit?: string; root?: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const { posts } = useFunctions();
  const { items } = usePages('publicNotices', { params: { cycle }, query: of });
  const may = posts.some((post) => post.functions.includes('fundsKeeper') && (unit === undefined ? post.unit !== root : post.unit === unit));
  if (!items) return null;
  return (
    <>
      <h2>{say(words.notices)}</h2>
      {items.length === 0 ? <p className="lead">{say('project' in of ? words.noNotices : words.noMoneyNotices)}</p> : (
        <ul className={`card ${styles['notices']}`}>{items.map((one) => <li key={one.notice}><Link to={at(`/public-notices/${one.notice}`)}>{one.unitName} · {one.what}</Link><span>{standingText(one, say)}</span></li>)}</ul>
      )}
      {may && <p style={{ marginTop: 12 }} className="no-print"><ButtonLink to={at(`/public-notices/new?${new URLSearchParams(of)}`)}>{say('project' in of ? words.postNotice : words.postMoneyNotice)}</ButtonLink></p>}
    </>
  );
}
