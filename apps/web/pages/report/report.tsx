import { useEffect, useRef, useState } from 'react';
import { reportKind } from '#libs/domain/report/rules';
import { reportTransitions } from '#libs/domain/report/report';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { useDraft } from '../../base/draft.ts';
import { Note, Outline, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useMayAct } from '../../shell/may.ts';
import { Because, ExemptionNote, OtherWays } from '../exemption/exemption.tsx';
import type { DutyProps } from '../obligation/kinds.ts';
import { periodName } from './fields.ts';
import { Form, leadOf } from './form.tsx';
import type { ReportForm, ReportView } from './form.ts';
import { Reading } from './reading.tsx';
import { Review } from './review.tsx';
import { StepActs, Steps } from './steps.tsx';
import { reportWords as words } from './words.ts';
import styles from './report.module.css';

/** A periodic report: filled in, passed through the unit, read and decided above; for everybody else, read. */
export default function Report(place: DutyProps) {
  const report = useRead('report', { params: place });
  const cycle = useRead('cycle', { params: { cycle: place.cycle } });
  return <Shown of={report} lines={8}>{(view) => (cycle.data ? <Standing view={view} place={place} now={cycle.data.now} /> : <Outline lines={8} />)}</Shown>;
}

function Standing({ view, place, now }: { view: ReportView; place: DutyProps; now: string }) {
  const say = useSay();
  const { isKnown, can } = useMayAct();
  const [isArrived, setArrived] = useState(false);
  if (!isKnown) return <Outline lines={8} />;
  const at = { unit: view.unit, superior: view.superior, status: view.status };
  const { submitReport, returnReport } = reportKind.commands;
  const isOpen = now >= view.opensAt;
  const mayFill = isOpen && can(submitReport, at, reportTransitions);
  const arrive = (): void => setArrived(true);
  return (
    <div className={styles['part']}>
      {isArrived && !mayFill && <Arrived view={view} />}
      <ExemptionNote exemption={view.exemption} />
      {!isOpen && !view.exemption && <p className="lead">{say(words.notOpenYet, { date: say.date(localDateOf(view.opensAt)) })}</p>}
      {mayFill && <Filling view={view} place={place} onSent={arrive} />}
      {view.status !== 'submitted' && <Steps view={view} />}
      {can(returnReport, at, reportTransitions) ? <Review view={view} place={place} /> : !can(submitReport, at, reportTransitions) && <Papers view={view} />}
      {view.status !== 'submitted' && <StepActs view={view} place={place} onPassed={arrive} />}
      {view.status === 'submitted' && <Steps view={view} />}
      <Ways view={view} place={place} isOpen={isOpen} />
    </div>
  );
}

/** One's own act has arrived: said where the eye is brought to, for the page stands where its form or its button was. */
function Arrived({ view }: { view: ReportView }) {
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  const step = view.steps.find(({ state }) => state === 'now');
  const next = view.status === 'submitted' ? say(words.reviewBy, { superior: view.superiorName }) : step ? say(step.title) : null;
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'center' });
  }, [view.seq]);
  return <div ref={place} tabIndex={-1} className={styles['arrived']}><Note kind="done">{next === null ? say(words.arrived) : say(words.arrivedNext, { next })}</Note></div>;
}

/** The form, once it is known what was kept of it before and what was said last period. */
function Filling({ view, place, onSent }: { view: ReportView; place: DutyProps; onSent: () => void }) {
  const say = useSay();
  const draft = useDraft<ReportForm>(place, 'report');
  const before = periodBefore(view.duty);
  const last = useRead('report', { params: { ...place, duty: before ?? view.duty } }, { when: before !== null });
  const figures = before === null ? [] : last.data?.submissions.at(-1)?.figures ?? [];
  if (draft.found === undefined) return <Outline lines={8} />;
  return (
    <>
      <p className="lead">{leadOf(view, say)}</p>
      <Form view={view} place={place} draft={draft} onSent={onSent} last={Object.fromEntries(figures.map(({ indicator, value }) => [indicator, value]))} />
    </>
  );
}

/** progress-Q2 is preceded by progress-Q1: keys of duties end in their period. */
function periodBefore(duty: string): string | null {
  const [, stem, kind, digits = ''] = /^(.+-)([QM])(\d+)$/.exec(duty) ?? [];
  const n = Number(digits) - 1;
  return stem === undefined || n < 1 ? null : `${stem}${kind}${String(n).padStart(digits.length, '0')}`;
}

/** What was handed in, or is on its way through the unit, and how it stands. */
function Papers({ view }: { view: ReportView }) {
  const say = useSay();
  const last = view.submissions.at(-1);
  return (
    <>
      {view.status === 'submitted' && <Note>{say(words.waitingAbove, { superior: view.superiorName })}</Note>}
      {view.status === 'accepted' && view.acceptedAt !== null && <Note kind="done">{say(words.acceptedNote, { superior: view.superiorName, at: say.moment(view.acceptedAt) })}</Note>}
      {view.acceptedDespite !== null && <p className="lead">{say(words.acceptedDespite, { reason: view.acceptedDespite })}</p>}
      {view.draft && <Reading view={view} paper={view.draft} by={say(words.draftBy, { by: view.draft.by, at: say.moment(view.draft.at) })} />}
      {!view.draft && last && <Reading view={view} paper={last} by={say(words.submittedBy, { n: last.n, by: last.by, at: say.moment(last.at) })} />}
    </>
  );
}

/** What else may be done: a nil return, and what every such duty may become. */
function Ways({ view, place, isOpen }: { view: ReportView; place: DutyProps; isOpen: boolean }) {
  const say = useSay();
  const { can } = useMayAct();
  const [isAsked, setAsked] = useState(false);
  const mayNil = isOpen && view.isNilAllowed && can(reportKind.commands.submitNil, { unit: view.unit, superior: view.superior, status: view.status }, reportTransitions);
  const period = periodName(view.period, say);
  return (
    <>
      <OtherWays view={view} place={place} transitions={reportTransitions}>{mayNil && <Button onClick={() => setAsked(true)}>{say(words.nil)}</Button>}</OtherWays>
      {isAsked && <Because name="submitNil" place={place} seq={view.seq} title={say(words.nilTitle, { period })} lead={say(words.nilLead)} verb={say(words.nil)} onClose={() => setAsked(false)} />}
    </>
  );
}
