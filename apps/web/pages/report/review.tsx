import { useState } from 'react';
import { Link } from 'wouter';
import { useAct } from '../../base/act.ts';
import { Button } from '../../base/button.tsx';
import { TextArea } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { Note, RefusalNote, useBusy, useSeen } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import { fieldId } from './form.ts';
import type { ReportView } from './form.ts';
import { Reading } from './reading.tsx';
import { reportWords as words } from './words.ts';
import styles from './report.module.css';

/** The unit above reads what was handed in: comments at the fields and gives it back, or accepts it. */
export function Review({ view, place }: { view: ReportView; place: DutyProps }) {
  const say = useSay();
  const at = useAt();
  const accept = useAct('acceptReport');
  const giveBack = useAct('returnReport');
  const busy = useBusy(accept, giveBack);
  const { seen, stale } = useSeen(view.seq);
  const [comments, setComments] = useState<Record<string, string>>({});
  const [despite, setDespite] = useState('');
  const [isAsked, setAsked] = useState(false);
  const submission = view.submissions.at(-1);
  if (!submission) return null;
  const disputed = view.opinions.some(({ opinion }) => opinion === 'disputed');
  const written = Object.entries(comments).filter(([, comment]) => comment.trim() !== '').map(([field, comment]) => ({ field, comment: comment.trim() }));
  const drop = (field: string): void => setComments(({ [field]: _gone, ...rest }) => rest);
  const remark = (field: string, name: string) => (comments[field] === undefined
    ? <button type="button" className={styles['quiet']} onClick={() => setComments({ ...comments, [field]: '' })}>{say(words.writeComment)}<span className="hidden-visually">{say(fieldWords.colon)}{name}</span></button>
    : (
      <div>
        <TextArea id={fieldId(`comment.${field}`)} label={say(words.commentOn, { name })} rows={2} maxLength={500} value={comments[field]} onChange={(comment) => setComments({ ...comments, [field]: comment })} />
        <button type="button" className={styles['quiet']} onClick={() => drop(field)}>{say(words.dropComment)}</button>
      </div>
    ));
  const give = (): void => {
    setAsked(true);
    if (!disputed || despite.trim() !== '') void accept.give({ params: place, body: disputed ? { despite: despite.trim() } : {} }, { seen });
  };
  return (
    <section aria-labelledby="review">
      <h2 id="review">{say(words.review)}</h2>
      {stale}
      {view.contradictions.length > 0 && <Note kind="near">{say(words.contradictionNote, { n: view.contradictions.length })} <Link to={at(`/funds?holder=${view.unit}`)}>{say(words.seeMoney)}</Link></Note>}
      <Reading view={view} paper={submission} remark={remark} by={say(words.submittedBy, { n: submission.n, by: submission.by, at: say.moment(submission.at) })} />
      <RefusalNote refusal={accept.refusal ?? giveBack.refusal} />
      {disputed && written.length === 0 && (
        <div className={styles['foot']}>
          <TextArea id="despite" label={say(words.disputed)} maxLength={1000} rows={2} value={despite} onChange={setDespite} error={isAsked && despite.trim() === '' ? fieldWords.empty : undefined} />
        </div>
      )}
      <div className={styles['bar']}>
        <div className="lead">{say(written.length > 0 ? words.willReturn : disputed ? words.disputedNote : words.reviewLead)}</div>
        {written.length > 0
          ? <Button kind="primary" busy={busy} onClick={() => void giveBack.give({ params: place, body: { comments: written } }, { seen })}>{say(words.giveBack, { n: written.length })}</Button>
          : <Button kind="primary" busy={busy} onClick={give}>{say(disputed ? words.acceptAnyway : words.accept)}</Button>}
      </div>
    </section>
  );
}
