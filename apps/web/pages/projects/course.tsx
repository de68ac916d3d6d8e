import { LightShape } from '../../base/light.tsx';
import { useSay } from '../../base/say.ts';
import type { ProjectView } from './late.ts';
import { projectWords as words, stepWords } from './words.ts';
import styles from './project.module.css';

const steps = ['proposed', 'approved', 'started', 'finished', 'accepted', 'closed'] as const;
const milestoneOf: Readonly<Record<string, string>> = { started: 'start', finished: 'finish', accepted: 'acceptance' };

/** From the proposal to the closing: what was reached on which day, and what is planned; a withdrawal or the year’s end closes the row. */
export function Course({ view: { stages, milestones, stage }, today }: { view: ProjectView; today: string }) {
  const say = useSay();
  const isOver = stage === 'withdrawn' || stage === 'carried';
  const row = isOver ? [...steps.filter((step) => stages.some((one) => one.stage === step)), stage] : steps;
  return (
    <>
      <h2>{say(words.course)}</h2>
      <ol className={`card ${styles['course']}`}>{row.map((step) => {
        const on = stages.find((one) => one.stage === step)?.on;
        const dueOn = milestones.find(({ id }) => id === milestoneOf[step])?.dueOn ?? null;
        const isLate = on === undefined && dueOn !== null && dueOn < today;
        return (
          <li key={step} className={on === undefined ? '' : styles['reached']}>
            <LightShape light={on === undefined ? (isLate ? 'near' : 'notYet') : isOver && step === stage ? 'void' : 'done'} size={20} label="" />
            <b>{say(stepWords[step])}</b>
            <div>{on !== undefined && <div>{say.date(on)}</div>}{dueOn !== null && <div className="small">{say(words.planned, { date: say.date(dueOn) })}</div>}</div>
          </li>
        );
      })}</ol>
    </>
  );
}
