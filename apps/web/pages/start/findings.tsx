import { Link } from 'wouter';
import type { AnswerOf } from '../../base/api.ts';
import { groupBy } from '../../base/group.ts';
import { LightShape } from '../../base/light.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { useTitles } from './titles.ts';
import { rehearsalWords as words } from './words.ts';
import styles from './start.module.css';

type Finding = AnswerOf<'rehearsal'>['findings'][number];
const isSaid = (code: string): code is keyof typeof words.finding => Object.hasOwn(words.finding, code);

/** What is wrong alike stands in one line: the same code, the same day, the same units. */
const alike = ({ code, facts, examples, units }: Finding): string => JSON.stringify([code, facts['dueOn'] ?? '', examples, units]);

/** So many lines a list of findings has. */
export const linesOf = (findings: readonly Finding[]): number => new Set(findings.map(alike)).size;

/** What a rehearsal found, with what to do about it. */
export function Findings({ title, light, of }: { title: string; light: 'late' | 'near'; of: readonly Finding[] }) {
  const say = useSay();
  const at = useAt();
  if (of.length === 0) return null;
  const byCode = groupBy(of, ({ code }) => code);
  return (
    <>
      <h2>{title}</h2>
      <ul className={`card ${styles['findings']}`}>{[...byCode].map(([code, some]) => {
        const remedy = isSaid(code) ? words.remedy[code] : undefined;
        return (
          <li key={code}>
            <LightShape light={light} />
            <div>
              {[...groupBy(some, alike)].map(([key, group]) => <Line key={key} of={group} />)}
              {remedy && <p className="small">{say(remedy)} {code === 'postsVacant' && <Link to={at(`/office?unit=${some[0]?.examples[0] ?? ''}`)}>{say(words.toOffice)}</Link>}</p>}
            </div>
          </li>
        );
      })}</ul>
    </>
  );
}

function Line({ of }: { of: readonly Finding[] }) {
  const say = useSay();
  const titleOf = useTitles();
  const first = of[0];
  if (!first) return null;
  if (!isSaid(first.code)) return <>{of.map((one) => <p key={one.duty}>{say(one.words)}</p>)}</>;
  const list = say.language === 'zh' ? '、' : ', ';
  const names = first.exampleNames.join(list);
  const units = first.units <= first.examples.length ? names : say(words.namedMore, { names, n: first.units });
  const duties = [...new Set(of.map(({ duty }) => titleOf(duty)))].join(list);
  return <p>{say(words.finding[first.code], { units, duties, date: first.facts['dueOn'] === undefined ? '' : say.date(first.facts['dueOn']) })}</p>;
}
