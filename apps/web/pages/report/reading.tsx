import { reaches } from '#libs/domain/report/report';
import type { AskedFigure } from '#libs/domain/report/report';
import type { ReactNode } from 'react';
import { AttachmentLinks } from '../../base/attachments.tsx';
import { useSay } from '../../base/say.ts';
import { planFigure } from './fields.ts';
import type { ReportView } from './form.ts';
import { reportWords as words } from './words.ts';
import styles from './report.module.css';

type Submission = ReportView['submissions'][number];
type Paper = Pick<Submission, 'figures' | 'problems' | 'nextSteps' | 'isNil' | 'changed' | 'returned' | 'attachments'>;

/**
 * A report as it is read: each figure beside its plan, what changed since the submission before, what the departments
 * say, and the comments it was returned with. `remark` puts something at a field, as the reviewer's comment.
 */
export function Reading({ view, paper, by, remark }: { view: ReportView; paper: Paper; by: ReactNode; remark?: (field: string, name: string) => ReactNode }) {
  const say = useSay();
  return (
    <div className={`card ${styles['paper']}`}>
      <p className={styles['by']}>{by}{paper.changed.length > 0 && <> · {say(words.changedCount, { n: paper.changed.length })}</>}</p>
      {paper.isNil && <p className={styles['said']}>{say(words.isNil, { reason: paper.problems })}</p>}
      {paper.figures.length > 0 && (
        <table className={styles['table']}>
          <thead><tr><th scope="col">{say(words.indicator)}</th><th scope="col">{say(words.planned)}</th><th scope="col" className={styles['value']}>{say(words.reported)}</th><th scope="col">{say(words.notes)}</th></tr></thead>
          <tbody>{view.asked.map((asked) => <FigureLine key={asked.indicator} view={view} asked={asked} paper={paper} remark={remark} />)}</tbody>
        </table>
      )}
      {!paper.isNil && (['problems', 'nextSteps'] as const).map((field) => {
        const change = paper.changed.find((one) => one.field === field);
        return (
          <div key={field} className={styles['said']}>
            <h3>{say(words[field])}</h3>
            {change && <p className={styles['changed']}><s>{change.before || '—'}</s></p>}
            <p className={paper[field] === '' ? 'lead' : ''}>{paper[field] || say(words.nothingSaid)}</p>
            <Comments paper={paper} field={field} />
            {remark?.(field, say(words[field]))}
          </div>
        );
      })}
      {paper.attachments.length > 0 && <div className={styles['said']}><AttachmentLinks files={paper.attachments} /></div>}
    </div>
  );
}

function Comments({ paper, field }: { paper: Paper; field: string }) {
  const say = useSay();
  return paper.returned?.comments.filter((one) => one.field === field).map(({ comment }) => <p key={comment} className={styles['comment']}>{say(words.comment, { comment })}</p>);
}

function FigureLine({ view, asked, paper, remark }: { view: ReportView; asked: ReportView['asked'][number]; paper: Paper; remark: ((field: string, name: string) => ReactNode) | undefined }) {
  const say = useSay();
  const { indicator, name, measure } = asked;
  const field = `figures.${indicator}`;
  const figure = paper.figures.find((one) => one.indicator === indicator);
  const change = paper.changed.find((one) => one.field === field);
  const causeBefore = paper.changed.find((one) => one.field === `${field}.cause`)?.before;
  const contradiction = view.contradictions.find((one) => one.indicator === indicator && one.reported === figure?.value);
  const opinions = view.opinions.filter((one) => one.indicator === indicator);
  return (
    <tr>
      <td>{name}</td>
      <td className={`small ${styles['plan']}`}><span className={styles['onPhone']}>{say(words.planned)} </span>{planFigure(asked, say)}</td>
      <td className={styles['value']}>{change && change.before !== '' && <><s>{change.before}</s> → </>}<b>{figure === undefined ? '—' : say.number(figure.value)}</b> {measure}</td>
      <td className={styles['wide']}>
        <div className={styles['notes']}>
          {figure && !reaches(asked as AskedFigure, figure.value) && <span className="near">{say(words.short)}</span>}
          {figure?.cause !== undefined && <span>{say(words.causeIs, { cause: figure.cause })}{causeBefore !== undefined && causeBefore !== '' && <> <s className="small">{causeBefore}</s></>}</span>}
          {contradiction && <span className="near">{say(words.contradicts, { n: say.number(contradiction.fromLedger), measure, day: say.date(contradiction.on), by: say.number(Math.abs(contradiction.difference)), more: say(contradiction.difference > 0 ? words.more : words.less) })}</span>}
          {opinions.map((one) => (
            <span key={one.duty} className={one.opinion === 'disputed' ? 'near' : 'small'}>
              {say(words.opinion, { department: one.departmentName, words: say(one.words) })}{one.proposed !== null && <>{say.language === 'zh' ? '，' : ', '}{say(words.proposed, { n: say.number(one.proposed), measure })}</>}{one.reason !== null && <>{say.language === 'zh' ? '。' : '. '}{one.reason}</>}
            </span>
          ))}
          <Comments paper={paper} field={field} />
          {remark?.(field, name)}
        </div>
      </td>
    </tr>
  );
}
