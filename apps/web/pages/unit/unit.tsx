import { Link, useParams } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { ExportButton } from '../../base/export.tsx';
import { LightShape } from '../../base/light.tsx';
import { Empty, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords, lightWords } from '../../base/words.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { kindWords } from '../matrix/words.ts';
import { unitWords as words } from './words.ts';
import styles from './unit.module.css';

type View = AnswerOf<'unitPage'>;
type Duty = View['duties'][number];

export default function UnitOfAddress() {
  return <UnitPage unit={useParams<{ unit: string }>().unit} />;
}

/** A unit whole: where it stands, who holds its posts, what it owes and how its year goes. */
export function UnitPage({ unit }: { unit: string }) {
  const cycle = useCycle();
  const page = useRead('unitPage', { params: { cycle, unit } });
  return <Shown of={page} lines={8}>{(view) => <Loaded key={view.unit} view={view} />}</Shown>;
}

function Loaded({ view }: { view: View }) {
  const say = useSay();
  return (
    <div className={styles['page']}>
      <div>
        <Heading view={view} />
        {view.duties.length === 0 && <Empty><p>{say(words.noDuties)}</p></Empty>}
        {[...new Set([...Object.keys(kindWords), ...view.duties.map(({ kind }) => kind)])].map((kind) => <Group key={kind} kind={kind} view={view} />)}
        {view.moreDuties > 0 && <p className="small">{say(words.moreDuties, { n: view.moreDuties })}</p>}
      </div>
      <Aside view={view} />
    </div>
  );
}

function Heading({ view }: { view: View }) {
  const say = useSay();
  const at = useAt();
  const { can, posts } = useFunctions();
  const { unit, unitName, ancestors, duties, children, below, now } = view;
  const late = duties.filter(({ light }) => light === 'late').sort((a, b) => (b.workingDaysLate ?? 0) - (a.workingDaysLate ?? 0));
  const near = duties.filter(({ light }) => light === 'near').length;
  const [next] = duties.filter(({ light, dueOn }) => dueOn !== null && ['notYet', 'onTrack', 'near'].includes(light)).sort((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1));
  const sentence = [
    late.length > 0 ? say(words.late, { n: late.length, days: say.days(-(late[0]?.workingDaysLate ?? 0), true) }) : say(words.calm),
    near > 0 ? say(words.near, { n: near }) : '', next?.dueOn ? say(words.next, { date: say.date(next.dueOn), title: say(next.title) }) : '',
  ].filter((one) => one !== '').join(say.language === 'zh' ? '' : ' ');
  return (
    <header className={styles['heading']}>
      {ancestors.length > 0 && <nav className="small" aria-label={say(words.units)}>{ancestors.map((one) => <span key={one.unit}><Link to={at(`/units/${one.unit}`)}>{one.unitName}</Link> › </span>)}</nav>}
      <h1>{unitName}</h1>
      <p className="lead">{sentence}</p>
      {children > 0 && <p className="lead">{say(words.below, { n: children })}{say(words.belowSome, { late: below.late ?? 0, near: below.near ?? 0 })}</p>}
      <p className={`${styles['acts']} no-print`}>
        {children > 0 && <><ButtonLink to={at(`/matrix?under=${unit}`)}>{say(words.toMatrix)}</ButtonLink><ButtonLink to={at(`/completeness?under=${unit}`)}>{say(words.toCompleteness)}</ButtonLink></>}
        {can('supervisor') && posts.every((post) => post.unit !== unit) && view.above !== null && <ButtonLink to={at(`/units/${unit}/new-order`)}>{say(words.draftOrder)}</ButtonLink>}
        <ExportButton name={`${unitName}-${localDateOf(now)}`} rows={() => duties} columns={[
          { title: say(words.duty), width: 32, value: ({ title }: Duty) => say(title) }, { title: say(words.status), width: 14, value: (one: Duty) => say(one.words) },
          { title: say(words.due), width: 12, value: ({ dueOn }: Duty) => (dueOn === null ? null : { date: dueOn }) },
          { title: say(words.now), width: 32, value: ({ waitsFor }: Duty) => holdersOf(waitsFor, say) },
        ]} />
      </p>
    </header>
  );
}

type Saying = ReturnType<typeof useSay>;
export const holdersOf = (posts: Duty['waitsFor'], say: Saying): string => posts.map(({ title, person }) => `${title} ${person ?? say(words.vacant)}`).join(say(words.separator));

/** What the unit owes of one kind, the one that needs somebody first. */
function Group({ kind, view }: { kind: string; view: View }) {
  const say = useSay();
  const at = useAt();
  const items = view.duties.filter((one) => one.kind === kind);
  if (items.length === 0) return null;
  const numbers = new Map(view.orders.map(({ duty, number }) => [duty, number]));
  return (
    <section>
      <h2>{say(kindWords[kind] ?? items[0]?.title ?? { zh: kind, en: kind })} <span className={styles['n']}>{items.length}</span></h2>
      <ul className={`card ${styles['list']}`}>
        {items.map((one) => (
          <li key={one.obligation}>
            <LightShape light={one.light} label={say(lightWords[one.light])} />
            <div>
              <h3><Link to={at(`/units/${one.unit}/obligations/${one.duty}`)}>{say(one.title)}</Link>{numbers.get(one.duty) && <span className="small"> {numbers.get(one.duty)}</span>}</h3>
              {one.waitsFor.length > 0 && <p className="small">{holdersOf(one.waitsFor, say)}</p>}
            </div>
            <div className={styles['when']}>
              <span className={one.light === 'late' ? 'late' : one.light === 'near' ? 'near' : ''}>{['late', 'near'].includes(one.light) ? say.days(one.workingDaysLate === null ? one.workingDaysLeft ?? 0 : -one.workingDaysLate, one.light === 'late') : say(one.words)}</span>
              <span className="small">{one.dueOn === null ? say(words.noDate) : say.date(one.dueOn)}{one.originalDueOn !== null && one.originalDueOn !== one.dueOn && <> <s>{say(baseWords.original, { date: say.date(one.originalDueOn) })}</s></>}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Aside({ view }: { view: View }) {
  const say = useSay();
  const cycle = useCycle();
  const account = useRead('account', { params: { cycle, unit: view.unit } }).data?.totals;
  const told = view.posts.reduce((sum, post) => sum + post.told, 0);
  return (
    <aside className={styles['aside']}>
      <h2>{say(words.posts)}</h2>
      <dl className="card">{view.posts.map(({ post, title, person, since }) => (
        <div key={post}><dt>{title}</dt><dd>{person ?? <span className="near">{say(words.vacant)}</span>}{since !== null && <span className="small">{say(words.since, { date: say.date(since) })}</span>}</dd></div>
      ))}
      <div><dt>{say(words.told, { n: told })}</dt></div></dl>
      {view.above && view.above.posts.length > 0 && <>
        <h2>{say(words.answersAbove, { unit: view.above.unitName })}</h2>
        <dl className="card">{view.above.posts.map(({ post, title, person }) => <div key={post}><dt>{title}</dt><dd>{person ?? say(words.vacant)}</dd></div>)}</dl>
      </>}
      {account && <>
        <h2>{say(words.figures)}</h2>
        <dl className="card">
          {([['done', `${account.done} / ${account.duties}`], ['onTime', account.onTime], ['open', account.open], ['wasLate', account.late], ['moved', account.moved], ['explained', account.explained], ['escalations', account.escalations]] as const)
            .map(([name, value]) => <div key={name}><dt>{say(words[name])}</dt><dd className="number">{value}</dd></div>)}
        </dl>
      </>}
    </aside>
  );
}
