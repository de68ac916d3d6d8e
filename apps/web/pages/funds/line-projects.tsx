import { Link } from 'wouter';
import { useAllPages } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { Notices } from '../projects/notices.tsx';
import { worstOf } from '../projects/late.ts';
import { lateWords, projectsWords, stageWords } from '../projects/words.ts';
import { lineProjectsWords as words } from './line-projects-words.ts';
import styles from '../projects/project.module.css';

/** What an allocation pays for, and what of it was shown in public. */
export function LineProjects({ line, root }: { line: string; root: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const { pages } = useAllPages('projects', { params: { cycle }, query: { line, limit: 200 } });
  const projects = pages?.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {projects.length > 0 && <>
        <h2>{say(words.projects)}</h2>
        <ul className={`card ${styles['notices']}`}>{projects.map((one) => {
          const worst = worstOf(one);
          return (
            <li key={one.code}><span><Link to={at(`/projects/${one.code}`)}>{one.unitName} · {one.name}</Link></span>
              <span>{[say(stageWords[one.stage]), ...(worst?.isOpen ? [say(worst.money === 0 ? (worst.milestone === 'acceptance' ? projectsWords.otherDays : projectsWords.ownDays) : worst.own === 0 ? projectsWords.moneyDays : projectsWords.bothDays, { days: worst.days, money: worst.money })] : []), `${say(projectsWords.cost)} ${sayMoney(one.cost, say)}`].join(say(lateWords.comma))}</span></li>
          );
        })}</ul>
      </>}
      <Notices of={{ line }} root={root} />
    </>
  );
}
