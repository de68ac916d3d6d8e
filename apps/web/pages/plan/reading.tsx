import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAct } from '../../base/act.ts';
import { AttachmentLinks } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import { TextArea } from '../../base/field.tsx';
import { RefusalNote, useBusy, useSeen } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import reportStyles from '../report/report.module.css';
import type { PlanView } from './form.ts';
import { yuanOf } from './money.ts';
import { planWords as words } from './words.ts';
import styles from './plan.module.css';

type Submission = NonNullable<PlanView['submission']>;

/** A plan as it is read. `remark` puts something below an item or the text, as the reviewer's comment. */
export function PlanReading({ submission, remark }: { submission: Submission; remark?: (field: string, what: string) => ReactNode }) {
  const say = useSay();
  const { n, by, at, items, text, returned, attachments } = submission;
  const comments = (field: string): ReactNode => returned?.comments.filter((one) => one.field === field).map(({ comment }) => <p key={comment} className={styles['comment']}>{say(words.comment, { comment })}</p>);
  const sum = items.reduce((total, { amountFen = 0 }) => total + amountFen, 0);
  return (
    <div className="card">
      <p className={styles['by']}>{say(words.submittedBy, { n, by, at: say.moment(at) })} · {say(sum > 0 ? words.total : words.count, { n: items.length, yuan: yuanOf(sum) })}</p>
      {comments('items')}
      <ol className={styles['items']}>{items.map(({ title, owner, dueOn, measure, amountFen }, index) => (
        <li key={title} className={styles['reading']}>
          <div><b>{index + 1}. {title}</b><div className="small">{owner} · {say.fullDate(dueOn)}{measure !== undefined && <> · {measure}</>}</div></div>
          <div className={styles['amount']}>{amountFen === undefined ? '' : `${yuanOf(amountFen)} ${say(words.yuan)}`}</div>
          {comments(`items.${index}`)}
          {remark && <div className={styles['remark']}>{remark(`items.${index}`, title)}</div>}
        </li>
      ))}</ol>
      {(text !== '' || remark) && <div className={styles['said']}>{text}{comments('text')}{remark?.('text', say(words.textHead))}</div>}
      {attachments.length > 0 && <div className={styles['said']}><AttachmentLinks files={attachments} /></div>}
    </div>
  );
}

/** The unit above: comments at the items and gives it back, or approves it. */
export function PlanReview({ view, place }: { view: PlanView; place: DutyProps }) {
  const say = useSay();
  const approve = useAct('approvePlan');
  const giveBack = useAct('returnPlan');
  const busy = useBusy(approve, giveBack);
  const { seen, stale } = useSeen(view.seq);
  const [comments, setComments] = useState<Record<string, string>>({});
  if (!view.submission) return null;
  const written = Object.entries(comments).filter(([, comment]) => comment.trim() !== '').map(([field, comment]) => ({ field, comment: comment.trim() }));
  const remark = (field: string, what: string): ReactNode => (comments[field] === undefined
    ? <button type="button" className={reportStyles['quiet']} aria-label={say(words.commentOn, { what })} onClick={() => setComments({ ...comments, [field]: '' })}>{say(words.writeComment)}</button>
    : <>
      <TextArea id={`comment-${field}`} label={say(words.commentOn, { what })} rows={2} maxLength={500} value={comments[field]} onChange={(comment) => setComments({ ...comments, [field]: comment })} />
      <button type="button" className={reportStyles['quiet']} onClick={() => setComments(({ [field]: _gone, ...rest }) => rest)}>{say(words.dropComment)}</button>
    </>);
  return (
    <>
      {stale}
      <PlanReading submission={view.submission} remark={remark} />
      <RefusalNote refusal={approve.refusal ?? giveBack.refusal} />
      <div className={reportStyles['bar']}>
        <div className="lead">{say(words.approveLead)}</div>
        {written.length > 0
          ? <Button kind="primary" busy={busy} onClick={() => void giveBack.give({ params: place, body: { comments: written } }, { seen })}>{say(words.giveBack, { n: written.length })}</Button>
          : <Button kind="primary" busy={busy} onClick={() => void approve.give({ params: place, body: {} }, { seen })}>{say(words.approve)}</Button>}
      </div>
    </>
  );
}
