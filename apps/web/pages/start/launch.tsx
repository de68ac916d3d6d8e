import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { TextArea } from '../../base/field.tsx';
import { Note, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import type { StepProps } from './start.tsx';
import { launchWords as words } from './words.ts';
import styles from './start.module.css';

/** Facts of the refusal `tooManyLetters` (apps/api/cycles/over-signing.ts). */
interface TooMany { limit: number; units: number; unitName: string; count: number; documents: string[] }

/** The last look, what the launch will do, and the launch. */
export default function Launch({ view }: StepProps) {
  const say = useSay();
  const at = useAt();
  const { slug: cycle, requiredBy, approvedBy } = view;
  const dates = useRead('datesOfYear', { params: { cycle } });
  const letters = dates.data?.duties.filter(({ kind }) => kind === 'letter').reduce((n, { units }) => n + units, 0) ?? 0;
  const first = dates.data?.duties.flatMap(({ title, dates: days }) => days.map(({ dueOn }) => ({ dueOn, title }))).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
  const rehearsal = useRead('rehearsal', { params: { cycle }, query: { limit: 1 } });
  const launch = useAct('launchCycle');
  const busy = useBusy(launch);
  const [isAsking, ask] = useState(false);
  const [tooMany, setTooMany] = useState<TooMany | null>(null);
  const [reason, setReason] = useState('');
  const seen = launch.refusal?.body.code === 'tooManyLetters' ? launch.refusal.body.facts as unknown as TooMany : tooMany;
  const go = async (): Promise<void> => {
    setTooMany(seen);
    ask(false);
    await launch.give({ params: { cycle }, body: seen && reason.trim() !== '' ? { overSigningReason: reason.trim() } : {} });
  };
  const isMissing = requiredBy === null || approvedBy === null;
  return (
    <>
      <p className={styles['lead']}>{say(words.lead)}</p>
      <Shown of={rehearsal}>{({ errors }) => (
        <>
          {isMissing && <Note kind="near">{say(words.missing)} <ButtonLink to={at('/start?step=documents')}>{say(words.toDocuments)}</ButtonLink></Note>}
          {errors > 0 && <Note kind="near">{say(words.errors, { n: errors })} <ButtonLink to={at('/start?step=rehearsal')}>{say(words.toRehearsal)}</ButtonLink></Note>}
          {!isMissing && errors === 0 && (
            <div className={`card ${styles['form']}`}>
              <p>{say(words.ready)}</p>
              {first && <p>{say(words.overview, { units: view.units, letters, date: say.fullDate(first.dueOn), what: say(first.title) })}</p>}
              {seen ? <>
                <Note kind="near">{say(words.overLead, { units: seen.units, limit: seen.limit, unit: seen.unitName, n: seen.count })}</Note>
                <p className="small">{say(words.overDocuments, { documents: seen.documents.join(say.language === 'zh' ? '、' : ', ') })}</p>
                <TextArea label={say(words.overReason)} rows={2} maxLength={500} value={reason} onChange={setReason} />
              </> : <RefusalNote refusal={launch.refusal} />}
              <p><Button kind="primary" busy={busy} disabled={seen !== null && reason.trim() === ''} onClick={() => ask(true)}>{say(seen ? words.overLaunch : words.launch)}</Button></p>
            </div>
          )}
        </>
      )}</Shown>
      {isAsking && <AskDialog title={say(words.confirmTitle, { title: view.title })} verb={say(words.launch)} act={launch} onGive={() => void go()} onClose={() => ask(false)}>
        <ul className={styles['will']}>
          <li>{say(words.confirmUnits, { units: view.units })}</li>
          {letters > 0 && <li>{say(words.confirmLetters, { n: letters })}</li>}
          <li>{say(view.isDrill ? words.confirmMailDrill : words.confirmMailLive)}</li>
          <li>{say(words.confirmBack)}</li>
        </ul>
      </AskDialog>}
    </>
  );
}
