import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';
import { Link, useSearchParams } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { withAntd } from '../../base/antd.tsx';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Outline, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { yearWords as words } from './words.ts';
import styles from './year.module.css';

export type CycleView = AnswerOf<'cycle'>;
export interface PartProps { view: CycleView }
type PartName = keyof typeof words.part;

const parts: Readonly<Record<PartName, ComponentType<PartProps>>> = {
  state: lazy(() => import('./state.tsx')),
  extensions: lazy(() => import('./extensions.tsx')),
  dates: lazy(() => import('./dates.tsx')),
  pauses: lazy(() => import('./pauses.tsx')),
  calendar: lazy(() => import('./calendar.tsx')),
  end: lazy(() => import('./end.tsx')),
};
const names = Object.keys(parts) as PartName[];

/** The year as its administrator keeps it: how it stands, more time, pauses, the holiday notice, its end. */
function Year() {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const [search] = useSearchParams();
  const asked = search.get('part') ?? '';
  const name: PartName = Object.hasOwn(parts, asked) ? asked as PartName : 'state';
  const Part = parts[name];
  return (
    <Shown of={useRead('cycle', { params: { cycle } })}>{(view) => (
      <>
        <h1>{view.title}</h1>
        <p className="lead">{say(words.status[view.status as keyof typeof words.status], { day: view.launchedAt === null ? '' : say.date(localDateOf(view.launchedAt)) })}</p>
        <nav aria-label={say(words.parts)} className={styles['parts']}>{names.map((one) => (
          <Link key={one} to={at(one === 'state' ? '/year' : `/year?part=${one}`)} aria-current={one === name ? 'page' : undefined}>{say(words.part[one])}</Link>
        ))}</nav>
        <Suspense fallback={<Outline lines={6} />}><Part view={view} /></Suspense>
      </>
    )}</Shown>
  );
}

export default withAntd(Year);
