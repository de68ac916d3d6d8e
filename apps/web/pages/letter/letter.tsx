import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { DutyProps } from '../obligation/duty.ts';
import { Acts } from './acts.tsx';
import { changesBetween } from './figures.ts';
import type { LetterView } from './figures.ts';
import { Sheet } from './sheet.tsx';
import { originWords, versionWords as words } from './words.ts';
import styles from './letter.module.css';

/** The letter on the desk: read as the document it will be, and beside it what can be done about it. */
export default function Letter(params: DutyProps) {
  const letter = useRead('letter', { params });
  return (
    <Shown of={letter} lines={8}>{(data) => (
      <div className={styles['desk']}>
        <div><Sheet letter={data} /><Versions letter={data} /></div>
        <Acts letter={data} params={params} />
      </div>
    )}</Shown>
  );
}

/** The chain of versions, the newest first: what each changed, on which document, and who signed it. */
function Versions({ letter: { versions, targets } }: { letter: LetterView }) {
  const say = useSay();
  if (versions.length === 0) return null;
  const and = say.language === 'zh' ? '、' : ', ';
  return (
    <details className={styles['versions']}>
      <summary>{say(words.versions, { n: versions.length })}</summary>
      <ol className="card">{versions.map((one, n) => ({ one, changes: changesBetween(versions[n - 1], one) })).reverse().map(({ one: { version, origin, at, inForceAt, document, signatures, countersignature }, changes }) => (
        <li key={version}>
          <p><b>{say(words.version, { n: version })}</b> · {say(originWords[origin] ?? { zh: origin, en: origin })} {say.fullDate(localDateOf(at))} · {inForceAt === null ? say(words.neverInForce) : say(words.inForce, { date: say.fullDate(localDateOf(inForceAt)) })}</p>
          <p>{changes === null ? (version === 1 ? say(words.first) : '') : changes.length === 0 ? say(words.same) : changes.map(({ indicator, before, after }) => {
            const target = targets.find((target) => target.indicator === indicator);
            return <span key={indicator}>{say(words.changed, { name: target?.name ?? indicator, before: say.number(before), after: say.number(after), measure: target?.measure ?? '' })}<br /></span>;
          })}</p>
          <p className="small">{[
            document && say(words.document, document),
            signatures.length > 0 && say(words.signedBy, { people: [...signatures, ...(countersignature ? [countersignature] : [])].map(({ person }) => person).join(and) }),
          ].filter(Boolean).join(' · ')}</p>
        </li>
      ))}</ol>
    </details>
  );
}
