import { stateWords } from '#libs/contracts/state-words';
import { localDateOf } from '#libs/domain/time/instant';
import { addressOf } from '../../base/api.ts';
import { useSay } from '../../base/say.ts';
import { figureIn, paperDate, periodsOf, planIn } from './figures.ts';
import type { LetterView, TargetOf } from './figures.ts';
import { columnWords, sheetWords as words } from './words.ts';
import styles from './sheet.module.css';

/** More columns than this do not fit a sheet; the plan then stands under the indicator's name. */
const mostColumns = 4;

/** The letter, read as the document it will be. */
export function Sheet({ letter }: { letter: LetterView }) {
  const say = useSay();
  const { unitName, superiorName, status } = letter;
  return (
    <article className={styles['sheet']} aria-label={say(words.sheet)}>
      {status === 'drafted' && <p className={styles['mark']}>{say(words.draft)}</p>}
      {letter.voidedFor !== null && <p className={styles['mark']}>{say(words.voided, { reason: letter.voidedFor })}</p>}
      <h2 className={styles['title']}>{say(words.title, { title: say(letter.title) })}</h2>
      <p className={styles['parties']}><span>{say(words.issuer)}{superiorName}</span><span>{say(words.bearer)}{unitName}</span></p>
      <Preamble letter={letter} />
      <Targets targets={letter.targets} />
      <Signatures letter={letter} />
    </article>
  );
}

/** A title as people type it may already stand in its marks. */
function useTitled(): (title: string) => string {
  const say = useSay();
  return (title) => (title.startsWith('《') ? title : say(words.documentTitle, { title }));
}

function Preamble({ letter: { requiredBy, approvedBy, unitName, superiorName } }: { letter: LetterView }) {
  const say = useSay();
  const titled = useTitled();
  if (!requiredBy || !approvedBy) return <p className={styles['text']}>{say(words.noDocument)}</p>;
  return (
    <p className={styles['text']}>{say(words.preamble, {
      required: titled(requiredBy.title), requiredNumber: requiredBy.number, approved: titled(approvedBy.title), approvedNumber: approvedBy.number, unit: unitName, superior: superiorName,
    })}</p>
  );
}

function Targets({ targets }: { targets: readonly TargetOf[] }) {
  const say = useSay();
  const periods = periodsOf(targets);
  const columns = periods.length <= mostColumns ? periods : [];
  return (
    <>
      <table className={styles['targets']}>
        <thead><tr>
          <th scope="col" className={styles['n']}>{say(words.no)}</th><th scope="col">{say(words.name)}</th><th scope="col">{say(words.measure)}</th><th scope="col" className="number">{say(words.year)}</th>
          {columns.map((period) => <th key={period} scope="col" className="number">{say(columnWords[period] ?? stateWords(period))}</th>)}
        </tr></thead>
        <tbody>
          {targets.map((target, n) => (
            <tr key={target.indicator}>
              <td className={styles['n']}>{n + 1}</td>
              <th scope="row">{target.name}{columns.length === 0 && periods.length > 0 && <small>{planIn(say, target.byPeriod)}</small>}</th>
              <td>{target.measure}</td>
              <td className={`number ${styles['year']}`}>{figureIn(say, target, target.value)}<span className={styles['onPhone']}> {target.measure}</span></td>
              {target.period === 'yearEnd' && columns.length > 0 ? <td className={styles['yearEnd']} colSpan={columns.length}>{say(words.yearEnd)}</td>
                : columns.map((period) => <td key={period} className="number"><span className={styles['onPhone']}>{say(columnWords[period] ?? stateWords(period))} </span>{target.byPeriod[period] === undefined ? '—' : say.number(target.byPeriod[period])}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {targets.some(({ period }) => period === 'cumulative') && <p className={styles['explained']}>{say(words.explained)}</p>}
    </>
  );
}

function Signatures({ letter: { signers, signatures, countersignature, needsCountersign, superiorName, unitName } }: { letter: LetterView }) {
  const say = useSay();
  return (
    <div className={styles['signatures']}>
      <section aria-label={superiorName}>
        <h3>{say(words.issuer)}{superiorName}</h3>
        {needsCountersign ? <Line label={say(words.countersigner)} signature={countersignature} /> : <p className={styles['explained']}>{say(words.onlyBelow)}</p>}
      </section>
      <section aria-label={unitName}>
        <h3>{say(words.bearer)}{unitName}</h3>
        {signers.map(({ post, title }) => <Line key={post} label={say(words.signedBy, { title })} signature={signatures.find(({ posts }) => posts.includes(post)) ?? null} />)}
      </section>
    </div>
  );
}

/** A line to sign on: empty as long as nobody has. A signature on paper is dated by its day there, and shows the scan. */
function Line({ label, signature }: { label: string; signature: LetterView['signatures'][number] | null }) {
  const say = useSay();
  const onPaper = signature?.onPaper;
  return (
    <dl className={styles['line']}>
      <dt>{label}</dt><dd className={styles['name']}>{signature?.person ?? <span className="hidden-visually">{say(words.notSigned)}</span>}</dd>
      <dt>{say(words.date)}</dt>
      <dd>{signature && paperDate(say, onPaper?.signedOn ?? localDateOf(signature.at))}
        {onPaper && <span className="no-print">{say(words.onPaper)}<a href={addressOf('document', { params: { sha256: onPaper.document } })} target="_blank" rel="noreferrer">{say(words.scan)}</a></span>}</dd>
    </dl>
  );
}
