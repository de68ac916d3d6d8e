import { useState } from 'react';
import { reportKind } from '#libs/domain/report/rules';
import { reportTransitions } from '#libs/domain/report/report';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { addressOf, useRead } from '../../base/api.ts';
import { Attachments } from '../../base/attachments.tsx';
import type { Attachment } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { ChoiceField, DateField } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { LightShape } from '../../base/light.tsx';
import { RefusalNote, useBusy } from '../../base/notice.tsx';
import { ReasonDialog } from '../../base/reason.tsx';
import { useSay } from '../../base/say.ts';
import { useMayAct } from '../../shell/may.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import type { ReportView } from './form.ts';
import { reportWords as words } from './words.ts';
import styles from './report.module.css';

type Step = ReportView['steps'][number];

/** The way a report goes inside the unit: where it is, who has passed it, who is next, and what the reader may do with it. */
export function Steps({ view }: { view: ReportView }) {
  const say = useSay();
  if (view.steps.length === 0) return null;
  const paper = view.draft ?? view.submissions.at(-1);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{say(words.steps)}</h2>
      <div className="card">
        <ol className={styles['steps']}>
          <li><b>{say(words.prepare)}{paper && <Passed />}</b>{paper && <span className="small">{say(words.passedBy, { person: paper.by, at: say.moment(paper.at) })}</span>}</li>
          {view.steps.map((step) => <StepItem key={step.id} step={step} />)}
          <Above view={view} />
        </ol>
      </div>
    </section>
  );
}

/** The tick of a step that is behind. */
const Passed = () => <LightShape light="done" size={14} label="" />;

/** The last station: when the unit above was given it, and when it took it. */
function Above({ view: { superiorName, status, submissions, acceptedAt } }: { view: ReportView }) {
  const say = useSay();
  const sent = ['submitted', 'accepted'].includes(status) ? submissions.at(-1) : undefined;
  return (
    <li>
      <b>{say(words.toAbove, { superior: superiorName })}{acceptedAt !== null && <Passed />}</b>
      {sent && <span className="small">{say(words.sentAt, { at: say.moment(sent.at) })}</span>}
      {acceptedAt !== null && <span className="small">{say(words.acceptedAt, { at: say.moment(acceptedAt) })}</span>}
    </li>
  );
}

function StepItem({ step }: { step: Step }) {
  const say = useSay();
  const passed = new Set(step.passed.flatMap(({ posts }) => posts));
  const left = step.posts.filter(({ post }) => !passed.has(post));
  return (
    <li aria-current={step.state === 'now' ? 'step' : undefined}>
      <b>{say(step.title)}{step.state === 'passed' && <Passed />}</b>
      {step.passed.map(({ person, at, offline }) => (
        <span key={person + at} className="small">{offline
          ? <>{say(words.onPaper, { person, date: say.date(offline.signedOn), by: offline.registeredBy })} <a href={addressOf('document', { params: { sha256: offline.document } })}>{say(words.scanOf)}</a></>
          : say(words.passedBy, { person, at: say.moment(at) })}</span>
      ))}
      {step.state !== 'passed' && <span className="small">{left.map(({ title, person }) => `${title} ${person ?? say(words.vacant)}`).join(say.language === 'zh' ? '、' : ', ')}{step.posts.length > 1 && ` (${say(step.mode === 'all' ? words.all : words.one)})`}</span>}
      {step.state === 'now' && <span className="small">{say(words.now)}</span>}
    </li>
  );
}

/** What the reader may do with it inside the unit: below the figures, which are read first, and always in sight. */
export function StepActs({ view, place, onPassed }: { view: ReportView; place: DutyProps; onPassed: () => void }) {
  const say = useSay();
  const { can, holds } = useMayAct();
  const pass = useAct('passStep');
  const handBack = useAct('returnStep');
  const busy = useBusy(pass);
  const [open, setOpen] = useState<'handBack' | 'offline' | null>(null);
  const at = { unit: view.unit, superior: view.superior, status: view.status };
  const index = view.steps.findIndex(({ state }) => state === 'now');
  const step = view.steps[index];
  if (!step) return null;
  const passed = new Set(step.passed.flatMap(({ posts }) => posts));
  const left = step.posts.filter(({ post }) => !passed.has(post));
  const isMine = left.some(({ post }) => holds(post)) && can(reportKind.commands.passStep, at, reportTransitions);
  const mayRegister = can(reportKind.commands.passStepOffline, at, reportTransitions);
  if (!isMine && !mayRegister) return null;
  const isLast = index === view.steps.length - 1 && (step.mode === 'one' || left.length === 1);
  const give = async (): Promise<void> => { if (await pass.give({ params: place, body: {} }, { seen: view.seq })) onPassed(); };
  const close = (): void => {
    setOpen(null);
    handBack.clear();
  };
  return (
    <div className={`${styles['bar']} ${styles['acts']} no-print`}>
      {isMine && <Button kind="primary" busy={busy} onClick={() => void give()}>{say(isLast ? words.passLast : words.pass)}</Button>}
      {isMine && <Button onClick={() => setOpen('handBack')}>{say(words.handBack)}</Button>}
      {mayRegister && <Button onClick={() => setOpen('offline')}>{say(words.offline)}</Button>}
      <div>{pass.refusal && <RefusalNote refusal={pass.refusal} />}</div>
      {open === 'handBack' && (
        <ReasonDialog title={say(words.handBackTitle)} lead={say(words.handBackLead)} verb={say(words.handBack)} label={say(words.reason)} most={1000} act={handBack} seq={view.seq} onClose={close}
          give={(reason, seen) => handBack.give({ params: place, body: { reason } }, { seen })} />
      )}
      {open === 'offline' && <Offline key={step.id} view={view} place={place} posts={left} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Offline({ view, place, posts, onClose }: { view: ReportView; place: DutyProps; posts: Step['posts']; onClose: () => void }) {
  const say = useSay();
  const act = useAct('passStepOffline');
  const today = useRead('cycle', { params: { cycle: place.cycle } }).data?.now;
  const [post, setPost] = useState(posts[0]?.post ?? '');
  const [signedOn, setSignedOn] = useState('');
  const [files, setFiles] = useState<Attachment[]>([]);
  const [isAsked, setAsked] = useState(false);
  const [scan] = files;
  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    if (signedOn !== '' && scan && await act.give({ params: place, body: { post, signedOn, document: scan.sha256 } }, { seen })) onClose();
  };
  return (
    <AskDialog title={say(words.offlineTitle)} lead={say(words.offlineLead)} verb={say(words.register)} act={act} seq={view.seq} onClose={onClose} onGive={(seen) => void give(seen)}>
      <ChoiceField id="offline-post" label={say(words.who)} value={post} onChange={setPost} options={posts.map((one) => ({ value: one.post, label: `${one.title} ${one.person ?? say(words.vacant)}` }))} />
      <DateField id="offline-date" label={say(words.signedOn)} value={signedOn} onChange={setSignedOn} {...(today === undefined ? {} : { max: localDateOf(today) })} error={isAsked && signedOn === '' ? fieldWords.notADate : undefined} />
      <Attachments unit={view.unit} label={say(words.scan)} most={1} value={files} onChange={setFiles} error={isAsked && !scan ? words.noScan : undefined} />
    </AskDialog>
  );
}
