import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import type { ProjectCommandName } from '#libs/domain/project/project-decider';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { sayMoney } from '../../base/money.ts';
import { Note, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { shareOf } from '../funds/share.ts';
import { projectActWords, projectDialogWords } from './act-words.ts';
import { Course } from './course.tsx';
import type { Begun } from './dialogs.tsx';
import { nameOf, verdictText } from './late.ts';
import type { ProjectView } from './late.ts';
import { Milestones } from './milestones.tsx';
import { Money } from './money.tsx';
import { projectsNav } from './nav-words.ts';
import { Notices } from './notices.tsx';
import { projectWords as words, stepWords } from './words.ts';
import styles from './project.module.css';

const ProjectDialog = lazy(() => import('./dialogs.tsx'));

/** One project: what matters in a sentence, what the reader may do, how far it is, its photos, its money, and what was shown in public. */
export default function Project() {
  const { cycle, code } = useParams<{ cycle: string; code: string }>();
  const read = useRead('project', { params: { cycle, code } });
  const now = useRead('cycle', { params: { cycle } }).data?.now;
  return <Shown of={read} lines={8}>{(view) => <Loaded key={code} view={view} today={localDateOf(now ?? view.now)} />}</Shown>;
}

/** Whether the reader may give an act, and how it is begun; acts on a milestone or a request stand beside it. */
export interface Acting {
  may(act: ProjectCommandName, at: string): boolean;
  begin(begun: Begun): void;
}

function Loaded({ view, today }: { view: ProjectView; today: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [said, setSaid] = useState('');
  const acting: Acting = { may: (act, where) => view.may.some((one) => one.act === act && one.at === where), begin: (one) => { setSaid(''); setBegun(one); } };
  return (
    <>
      <header className={styles['heading']}>
        <p className={styles['trail']}><Link to={at('/projects')}>{say(projectsNav)}</Link><span aria-hidden>›</span><Link to={at(`/projects?unit=${view.unit}`)}>{view.unitName}</Link><span aria-hidden>›</span><span>{view.code}</span></p>
        <h1>{view.name}</h1>
        <p className={`lead ${styles['verdict']}`}>{verdictText(view, say)}</p>
        <p className="small">{view.department ? say(words.acceptedBy, { name: view.department.name }) : say(words.acceptedByOffice)}</p>
      </header>
      <Figures view={view} />
      {said !== '' && <Note kind="done">{said}</Note>}
      <Acts view={view} acting={acting} />
      <Course view={view} today={today} />
      <Milestones view={view} acting={acting} today={today} />
      <Money view={view} acting={acting} />
      {view.isInside && <Notices of={{ project: view.code }} unit={view.unit} />}
      <Papers view={view} />
      {begun && <Suspense fallback={null}><ProjectDialog key={`${begun.act} ${begun.at} ${begun.request}`} cycle={cycle} view={view} begun={begun} today={today} onDone={setSaid} onClose={() => setBegun(null)} /></Suspense>}
    </>
  );
}

function Figures({ view: { cost, funds, paid, milestones } }: { view: ProjectView }) {
  const say = useSay();
  const funded = funds.reduce((sum, { amount }) => sum + amount, 0);
  const photos = milestones.reduce((sum, one) => sum + one.photos.length, 0);
  const figures: readonly (readonly [string, string])[] = [
    [sayMoney(cost, say), say(words.cost)], [funded === 0 ? '—' : sayMoney(funded, say), say(words.funded)],
    paid === null ? ['—', say(words.paidUnknown)] : [sayMoney(paid, say), say(words.paid, { rate: say.percent(shareOf(paid, cost)) })], [say(words.photosN, { n: photos }), say(words.photos)],
  ];
  return <ul className={`card ${styles['figures']}`}>{figures.map(([figure, what]) => <li key={what}><b>{figure}</b>{what}</li>)}</ul>;
}

/** What brings a project on, in the order in which it is asked for. */
const main: readonly ProjectCommandName[] = ['approveProject', 'startProject', 'reachMilestone', 'finishProject', 'acceptProject', 'closeProject'];
const whole: readonly ProjectCommandName[] = ['setFunds', 'withdrawProject'];

function Acts({ view, acting }: { view: ProjectView; acting: Acting }) {
  const say = useSay();
  const mains = main.flatMap((act) => view.may.filter((one) => one.act === act));
  const others = whole.filter((act) => acting.may(act, ''));
  if (mains.length + others.length === 0) return null;
  const about = (where: string, act: ProjectCommandName): string => {
    const milestone = view.milestones.find(({ id }) => id === (where || { startProject: 'start', finishProject: 'finish', acceptProject: 'acceptance' }[act as string]));
    return milestone ? [nameOf(milestone.id, milestone.name, say), ...(milestone.dueOn ? [say(words.planned, { date: say.date(milestone.dueOn) })] : [])].join(' · ') : say(stepWords[act === 'approveProject' ? 'approved' : 'closed']);
  };
  return (
    <section aria-label={say(projectActWords[mains[0]?.act ?? 'setFunds'])} className={`card ${styles['acts']} no-print`}>
      {mains.length > 0 && <ul>{mains.map(({ act, at }, n) => (
        <li key={act + at}><span>{about(at, act)}</span><div className={styles['buttons']}><Button kind={n === 0 ? 'primary' : 'plain'} onClick={() => acting.begin({ act, at })}>{say(projectActWords[act])}</Button></div></li>
      ))}</ul>}
      {others.length > 0 && <details><summary>{say(projectDialogWords.others, { n: others.length })}</summary><div className={styles['buttons']} style={{ paddingBottom: 10 }}>{others.map((act) => <Button key={act} kind="quiet" onClick={() => acting.begin({ act, at: '' })}>{say(projectActWords[act])}</Button>)}</div></details>}
    </section>
  );
}

/** Each stage with its day and what it rested on: the approval, what acceptance found, why it was withdrawn; and plans that were changed. */
function Papers({ view: { stages, milestones } }: { view: ProjectView }) {
  const say = useSay();
  const rows: { on: string; key: string; what: ReactNode }[] = [
    ...stages.map(({ stage, on, document, note }) => ({ on, key: stage, what: <><b>{say(stepWords[stage])}</b>{document && <> {say(words.paper, { ...document })}</>}{note !== null && note !== '' && <p className="lead">{note}</p>}</> })),
    ...milestones.flatMap(({ id, name, revisions }) => revisions.map(({ from, to, document, on }, n) => ({
      on, key: `${id} ${n}`, what: <><b>{say(words.revised, { milestone: nameOf(id, name, say), date: say.date(to) })}</b>{from !== null && <> {say(words.original, { date: say.date(from) })}</>} {say(words.paper, { ...document })}</>,
    }))),
  ];
  return (
    <>
      <h2>{say(words.papers)}</h2>
      <ul className={`card ${styles['papers']}`}>{rows.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map(({ on, key, what }) => <li key={key}><span>{say.date(on)}</span><div>{what}</div></li>)}</ul>
    </>
  );
}
