import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';
import { Link, useSearchParams } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { withAntd } from '../../base/antd.tsx';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { Empty, Outline, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { LaunchProgress } from './progress.tsx';
import { startWords as words } from './words.ts';
import styles from './start.module.css';

export interface StepProps { view: AnswerOf<'cycle'> }
type StepName = keyof typeof words.step;

/** The steps of a draft, in order; each may be looked at at any time. */
const steps: Readonly<Record<StepName, ComponentType<StepProps>>> = {
  people: lazy(() => import('./people.tsx')),
  calendar: lazy(() => import('./calendar.tsx')),
  documents: lazy(() => import('./documents.tsx')),
  rehearsal: lazy(() => import('./rehearsal.tsx')),
  launch: lazy(() => import('./launch.tsx')),
};
const names = Object.keys(steps) as StepName[];
const isStep = (name: string | null): name is StepName => name !== null && Object.hasOwn(steps, name);

/** A drafted year, step by step to its launch. What was entered stays, and the draft is found again. */
function Start() {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const { posts, can } = useFunctions();
  const view = useRead('cycle', { params: { cycle } });
  return (
    <Shown of={view}>{(data) => {
      if (posts.length > 0 && !can('administrator')) return <Empty><p>{say(words.notYours)}</p></Empty>;
      if (data.status === 'cancelled') return <Empty><p>{say(words.cancelled, { reason: data.cancelledFor ?? '' })}</p></Empty>;
      if (data.status === 'draft') return <Draft view={data} />;
      return <><h1>{data.title}</h1><LaunchProgress view={data} /><p className={styles['next']}><ButtonLink to={at('/year')}>{say(words.toYear)}</ButtonLink></p></>;
    }}</Shown>
  );
}

function Draft({ view }: StepProps) {
  const say = useSay();
  const at = useAt();
  const [search] = useSearchParams();
  const asked = search.get('step');
  const name: StepName = isStep(asked) ? asked : names[0] as StepName;
  const Step = steps[name];
  const next = names[names.indexOf(name) + 1];
  const { title, isDrill, now, pack, packVersion, calendar, units } = view;
  return (
    <>
      <h1>{say(words.title, { title })}</h1>
      <p className="lead">{say(words.facts, { kind: isDrill ? say(words.drill, { day: say.date(localDateOf(now)) }) : say(words.live), pack: `${pack}@${packVersion}`, calendar, units })}</p>
      <nav aria-label={say(words.steps)}>
        <ol className={styles['steps']}>{names.map((one, n) => (
          <li key={one}><Link to={at(`/start?step=${one}`)} aria-current={one === name ? 'step' : undefined}><span>{n + 1}</span>{say(words.step[one])}</Link></li>
        ))}</ol>
      </nav>
      <Suspense fallback={<Outline lines={6} />}><Step view={view} /></Suspense>
      {next && <p className={styles['next']}><ButtonLink to={at(`/start?step=${next}`)} kind="primary">{say(words.next, { step: say(words.step[next]) })}</ButtonLink></p>}
    </>
  );
}

export default withAntd(Start);
