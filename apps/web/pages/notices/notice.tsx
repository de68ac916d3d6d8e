import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { NoticeCommandName } from '#libs/domain/public-notice/notice-decider';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Note, Shown } from '../../base/notice.tsx';
import { Photos } from '../../base/photos.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { Days } from './days.tsx';
import type { Begun } from './dialogs.tsx';
import { noticesNav } from './nav-words.ts';
import { noticeVerdict } from './standing.ts';
import type { NoticeView } from './standing.ts';
import { noticeDialogWords, noticeStageWords, noticeWords as words } from './words.ts';
import projectStyles from '../projects/project.module.css';
import styles from './notices.module.css';

const NoticeDialog = lazy(() => import('./dialogs.tsx'));
/** What is asked for first, as long as it is missing. */
const rank: readonly NoticeCommandName[] = ['postNoticeAgain', 'proveNotice', 'recordObjection', 'takeDownNotice'];

/** One public notice: where it stands in a sentence, its days one by one, photos that show it, objections with their answers. */
export default function Notice() {
  const { cycle, notice } = useParams<{ cycle: string; notice: string }>();
  const read = useRead('publicNotice', { params: { cycle, notice } });
  const now = useRead('cycle', { params: { cycle } }).data?.now;
  return <Shown of={read} lines={7}>{(view) => <Loaded key={notice} view={view} today={localDateOf(now ?? view.now)} />}</Shown>;
}

function Loaded({ view, today }: { view: NoticeView; today: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [said, setSaid] = useState('');
  const { of, title, may, postings, objections } = view;
  const begin = (one: Begun): void => { setSaid(''); setBegun(one); };
  // Nobody takes down early what has been up for all its days.
  const acts = rank.filter((act) => may.some((one) => one.act === act) && !(act === 'takeDownNotice' && (view.counted || today > view.until)));
  const lacksPhoto = view.missing.some(({ code }) => code === 'noticeUnproved' || code === 'noticeTakenDown');
  return (
    <>
      <header className={projectStyles['heading']}>
        <p className={projectStyles['trail']}><Link to={at('/public-notices')}>{say(noticesNav)}</Link><span aria-hidden>›</span><span>{say(words.of, { unit: view.unitName, stage: say(noticeStageWords[view.stage]) })}</span></p>
        <h1>{view.what}</h1>
        <p className={`lead ${projectStyles['verdict']}`}>{noticeVerdict(view, today, say)}</p>
        {of !== null && <p>{say(words.about)}<Link to={at('project' in of ? `/projects/${of.project}` : `/funds/${of.line}`)}>{title ?? ('project' in of ? of.project : of.line)}</Link></p>}
      </header>
      {said !== '' && <Note kind="done">{said}</Note>}
      {acts.length > 0 && <div className={`${styles['acts']} no-print`}>{acts.map((act, n) => <Button key={act} kind={n === 0 && lacksPhoto && act !== 'recordObjection' ? 'primary' : 'plain'} onClick={() => begin({ act, at: '' })}>{say(noticeDialogWords.acts[act])}</Button>)}</div>}
      <h2>{say(words.strip)}</h2>
      <Days days={view.days} setDays={view.setDays} today={today} />
      <h2>{say(words.postings)}</h2>
      <ul className={`card ${styles['posting']}`}>{[...postings].reverse().map(({ where, from, to, proof, provedOn, takenDown }) => (
        <li key={from + to}>
          <div><b>{say(words.posting, { where, from: say.date(from), to: say.date(to) })}</b>{takenDown && <p className="lead">{say(words.takenDown, { date: say.date(takenDown.on), reason: takenDown.reason })}</p>}</div>
          {proof.length === 0 ? takenDown === null && <p className="small">{say(words.noProof)}</p> : <div>{provedOn !== null && <p className="small">{say(words.provedOn, { date: say.date(provedOn) })}</p>}<Photos photos={proof} what={say(words.photos)} /></div>}
        </li>
      ))}</ul>
      <h2>{say(words.objections)}</h2>
      {objections.length === 0 ? <p className="lead">{say(words.noObjections)}</p> : (
        <ul className={`card ${styles['posting']}`}>{objections.map(({ id, text, by, contact, on, answered }) => (
          <li key={id}>
            <div className={styles['row']}>
              <p><span className="small">{say(words.objection, { date: say.date(on), by: [by ?? say(words.anonymous), ...(contact === null ? [] : [contact])].join(' ') })}</span>{text}</p>
              {may.some((one) => one.act === 'answerObjection' && one.at === id) && <Button kind="primary" onClick={() => begin({ act: 'answerObjection', at: id })}>{say(noticeDialogWords.acts.answerObjection)}</Button>}
            </div>
            {answered ? <p className={styles['answer']}><span className="small">{say(words.answered, { date: say.date(answered.on) })}</span>{answered.answer}</p> : <p className="small">{say(words.unanswered)}</p>}
          </li>
        ))}</ul>
      )}
      {begun && <Suspense fallback={null}><NoticeDialog key={`${begun.act} ${begun.at}`} cycle={cycle} view={view} begun={begun} today={today} onDone={setSaid} onClose={() => setBegun(null)} /></Suspense>}
    </>
  );
}
