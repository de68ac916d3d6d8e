import type { FieldChange } from '#libs/domain/report/report';
import { TextArea, TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { periodName, plannedWords } from './fields.ts';
import { causeFor, differsFromLedger, fieldId, ledgerOf } from './form.ts';
import type { ReportForm, ReportView } from './form.ts';
import { reportWords as words } from './words.ts';
import styles from './report.module.css';

type Typed = ReportForm['figures'][string];

/** One figure: what is asked, what is known of it already, the number, and its cause as soon as one is needed. */
export function FigureRow({ view, form, asked, last, comments, faultAt, changeOf, onChange }: {
  view: ReportView; form: ReportForm; asked: ReportView['asked'][number]; last: number | undefined; comments: readonly string[];
  faultAt: (field: string) => Pair | undefined; changeOf: (field: string) => FieldChange | undefined; onChange: (figure: Typed, part: '' | '.cause') => void;
}) {
  const say = useSay();
  const { indicator, name, measure } = asked;
  const field = `figures.${indicator}`;
  const typed = form.figures[indicator] ?? { value: '', cause: '' };
  const why = causeFor(view, form, indicator);
  const compiled = view.compiled.find((one) => one.indicator === indicator);
  const ledger = ledgerOf(view, indicator);
  const change = changeOf(field);
  return (
    <li className={styles['row']}>
      <div className={styles['figure']}>
        <div className={styles['name']}>
          <label htmlFor={fieldId(field)}><b>{name}</b></label>
          <span className="small">{plannedWords(asked, say)}{compiled?.from && <> · {say(words.compiled, { period: periodName(compiled.from.split('-').at(-1) ?? '', say) })}</>}</span>
          {ledger && <span className={differsFromLedger(view, form, indicator) ? 'near' : 'small'}>{say(differsFromLedger(view, form, indicator) ? words.notAsLedger : words.fromLedger, { n: say.number(ledger.value), measure, day: say.date(ledger.on), source: say(ledger.source) })}</span>}
          {last !== undefined && typed.value === '' && (
            <button type="button" className={styles['take']} aria-label={say(words.takeLast, { name, n: say.number(last) })} onClick={() => onChange({ ...typed, value: String(last) }, '')}>{say(words.lastPeriod, { n: say.number(last) })}</button>
          )}
        </div>
        <div>
          <TextField id={fieldId(field)} label={<span className="hidden-visually">{name}</span>} unit={measure} numeric value={typed.value} error={faultAt(field)} onChange={(value) => onChange({ ...typed, value }, '')} />
          {change && <p className={styles['changed']}><s>{change.before || '—'}</s> → <b>{change.after}</b> {measure}</p>}
        </div>
        {comments.map((comment) => <p key={comment} className={styles['comment']}>{say(words.comment, { comment })}</p>)}
        {(why !== null || faultAt(`${field}.cause`)) && (
          <div className={styles['cause']}>
            <TextArea id={fieldId(`${field}.cause`)} label={say(why === 'differs' ? words.differs : words.cause)} rows={2} maxLength={500} value={typed.cause} error={faultAt(`${field}.cause`)} onChange={(cause) => onChange({ ...typed, cause }, '.cause')} />
          </div>
        )}
      </div>
    </li>
  );
}
