import { words as delivery } from '#libs/delivery/words';
import { useRead } from '../../base/api.ts';
import { usePages } from '../../base/list.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Note, Outline, RefusalNote, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { YearChanges } from './changes.tsx';
import { Findings, linesOf } from './findings.tsx';
import { Heat } from './heat.tsx';
import type { StepProps } from './start.tsx';
import { useTitles, useTypeNames } from './titles.ts';
import { rehearsalWords as words } from './words.ts';
import styles from './start.module.css';

type Rehearsed = AnswerOf<'rehearsal'>;

/** The whole year as it would be if nobody acted: what stops the launch, what falls badly, who would be told how often. */
export default function Rehearsal({ view }: StepProps) {
  const say = useSay();
  const nameOf = useTypeNames();
  const posts = usePages('rehearsal', { params: { cycle: view.slug }, query: { limit: 200 } });
  const changes = useRead('yearChanges', { params: { cycle: view.slug } });
  if (posts.error) return <RefusalNote refusal={posts.error} onRetry={() => void posts.refetch()} />;
  if (!posts.first) return <Outline lines={8} />;
  const { units, errors, findings, burden, ifNobodyActs } = posts.first;
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return (
    <>
      <p className={styles['lead']}>{say(words.lead, { units })} <b className={errors > 0 ? 'late' : ''}>{errors > 0 ? say(words.verdictErrors, { n: errors }) : warnings.length > 0 ? say(words.verdictWarnings, { n: linesOf(warnings) }) : say(words.fine)}</b></p>
      <Findings title={say(words.errors)} light="late" of={findings.filter(({ severity }) => severity === 'error')} />
      <Findings title={say(words.warnings)} light="near" of={warnings} />
      <h2>{say(words.burden)}</h2>
      <ul className={`card ${styles['plain']}`}>{burden.map((one) => (
        <li key={one.unitType}>{say(one.figures > 0 ? words.burdenLine : words.burdenPlain, { type: nameOf(one.unitType), forms: one.forms, figures: one.figures, prefilled: one.prefilled, notices: one.notices })} <span className="small">{say(words.units, { n: one.units })}</span></li>
      ))}</ul>
      <h2>{say(words.heat)}</h2>
      <p className="small">{say(words.heatHint)}</p>
      <Heat pages={posts} year={view.year} />
      <Silent stages={ifNobodyActs} />
      <Shown of={changes}>{(data) => data.changes && <YearChanges changes={data.changes} />}</Shown>
    </>
  );
}

/** `progress-Q1 report.after-10`: what is owed, what it waits for, and how long after the due date. */
function stageSaid(stage: string, say: Say): { duty: string; how: string } {
  const [duty = '', name = ''] = stage.split(' ');
  const [call = '', id = ''] = name.split('.');
  const told = (delivery[say.language].acts[call] ?? delivery[say.language].otherAct).told;
  const [, decide, days] = /^(decide-)?after-(\d+)$/.exec(id) ?? [];
  return { duty, how: days === undefined ? `${told} (${id})` : say(decide === undefined ? words.afterDays : words.decideAfter, { n: days, told }) };
}

/** The ladder of a year in which nobody acts, by date. */
function Silent({ stages }: { stages: Rehearsed['ifNobodyActs'] }) {
  const say = useSay();
  const titleOf = useTitles();
  if (stages.length === 0) return null;
  const byDay = [...stages].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return (
    <>
      <h2>{say(words.silent)}</h2>
      <Note>{say(words.silentLead)}</Note>
      <div className={`card ${styles['scroll']}`} tabIndex={0} role="region" aria-label={say(words.silent)}>
        <table className={styles['table']}>
          <thead><tr><th scope="col">{say(words.day)}</th><th scope="col">{say(words.what)}</th><th scope="col">{say(words.how)}</th><th scope="col" className="number">{say(words.count)}</th></tr></thead>
          <tbody>{byDay.map(({ stage, units, from }) => {
            const { duty, how } = stageSaid(stage, say);
            return <tr key={stage}><th scope="row">{say.fullDate(from)}</th><td>{titleOf(duty)}</td><td>{how}</td><td className="number">{units}</td></tr>;
          })}</tbody>
        </table>
      </div>
    </>
  );
}
