import { useRead } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { Note, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import type { CycleView, PartProps } from './year.tsx';
import { yearWords as words } from './words.ts';
import styles from './year.module.css';

const documentSaid = (paper: CycleView['requiredBy'], say: Say): string => (paper === null ? say(words.none) : say(words.document, { title: paper.title, number: paper.number }));

/** What the year rests on and how it stands. */
export default function State({ view }: PartProps) {
  const say = useSay();
  const at = useAt();
  const { units, unitsStarted, status, packLineage, calendar, requiredBy, approvedBy, pauses, now, cancelledFor, overSigning, nextYearWaits } = view;
  const inForce = pauses.filter(({ from, to }) => from <= now && (to === null || to > now)).length;
  const rows: [string, string][] = [
    [say(words.units), say(words.unitsN, { n: status === 'launching' ? `${unitsStarted}/${units}` : units })],
    [say(words.requiredBy), documentSaid(requiredBy, say)],
    [say(words.approvedBy), documentSaid(approvedBy, say)],
    [say(words.part.pauses), inForce > 0 ? say(words.paused, { n: inForce }) : say(words.notPaused)],
    [say(words.pack), packLineage.join(' ← ')],
    [say(words.calendar), calendar],
  ];
  return (
    <>
      {status === 'draft' && <DraftNote view={view} />}
      {cancelledFor !== null && <Note>{say(words.cancelledFor, { reason: cancelledFor })}</Note>}
      {overSigning && <Note kind="near">{say(words.overSigning, { ...overSigning })}</Note>}
      {nextYearWaits && <Note kind="near">{say(words.nextWaits, { year: nextYearWaits.year, what: say(nextYearWaits.words) })}</Note>}
      <dl className={`card ${styles['facts']}`}>{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p className={styles['foot']}>{status === 'draft' && <ButtonLink to={at('/start')} kind="primary">{say(words.goOn)}</ButtonLink>} <ButtonLink to="/start">{say(words.another)}</ButtonLink></p>
    </>
  );
}

/** Of a draft: what it has otherwise than last year and what it lacks, in a sentence. */
function DraftNote({ view }: PartProps) {
  const say = useSay();
  const changes = useRead('yearChanges', { params: { cycle: view.slug } });
  return <Shown of={changes} lines={2}>{(data) => <Note>{say(data.words)}</Note>}</Shown>;
}
