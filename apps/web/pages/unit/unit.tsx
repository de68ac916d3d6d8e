import { Link, useParams } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { ExportButton } from '../../base/export.tsx';
import { LightShape } from '../../base/light.tsx';
import { Empty, Shown } from '../../base/notice.tsx';
import { originalIn } from '../../base/original.ts';
import { useSay } from '../../base/say.ts';
import { baseWords, lightWords } from '../../base/words.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { kindWords } from '../matrix/words.ts';
import { holderOf } from '../overdue/text.ts';
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
          { title: say(words.now), width: 32, value: ({ waitsFor }: Duty) => holderOf({ waitsFor }, say) },
        ]} />
      </p>
    </header>
  );
}

/** So many that are still to come are shown; more lie folded. */
const mostToCome = 4;

/** What the unit owes of one kind; much that is still to come lies folded below. */
function Group({ kind, view }: { kind: string; view: View }) {
  const say = useSay();
  const items = view.duties.filter((one) => one.kind === kind);
  if (items.length === 0) return null;
  const toCome = items.filter(({ light }) => light === 'notYet');
  const isFolded = toCome.length > mostToCome;
  const numbers = new Map(view.orders.map(({ duty, number }) => [duty, number]));
  const shown = isFolded ? items.filter(({ light }) => light !== 'notYet') : items;
  return (
    <section>
      <h2>{say(kindWords[kind] ?? items[0]?.title ?? { zh: kind, en: kind })} <span className={styles['n']}>{items.length}</span></h2>
      <div className={`card ${styles['group']}`}>
        {shown.length > 0 && <ul className={styles['list']}>{shown.map((one) => <DutyLine key={one.obligation} duty={one} number={numbers.get(one.duty)} />)}</ul>}
        {isFolded && <details><summary>{say(words.toCome, { n: toCome.length })}</summary><ul className={styles['list']}>{toCome.map((one) => <DutyLine key={one.obligation} duty={one} number={numbers.get(one.duty)} />)}</ul></details>}
      </div>
    </section>
  );
}

function DutyLine({ duty, number }: { duty: Duty; number: string | null | undefined }) {
  const say = useSay();
  const at = useAt();
  const { light, dueOn, originalDueOn, workingDaysLate, workingDaysLeft } = duty;
  const moved = originalIn(duty);
  const isUrgent = light === 'late' || light === 'near';
  return (
    <li>
      <LightShape light={light} label={say(lightWords[light])} />
      <div>
        <h3><Link to={at(`/units/${duty.unit}/obligations/${duty.duty}`)}>{say(duty.title)}</Link>{number && <span className="small"> {number}</span>}</h3>
        {duty.waitsFor.length > 0 && light !== 'notYet' && <p className="small">{holderOf(duty, say)}</p>}
      </div>
      <div className={styles['when']}>
        <span className={isUrgent ? light : ''}>{isUrgent ? say.days(workingDaysLate === null ? workingDaysLeft ?? 0 : -workingDaysLate, light === 'late') : say(duty.words)}</span>
        <span className="small">{dueOn === null ? originalDueOn !== null && say.date(originalDueOn) : say.date(dueOn)}{moved !== null && <> <s>{say(baseWords.original, { date: say.date(moved) })}</s></>}</span>
      </div>
    </li>
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
        <div key={post}><dt>{title}</dt><dd>{person ?? <span className="near">{say(words.vacant)}</span>}{since !== null && <span className="small">{say(words.since, { date: since.slice(0, 4) === localDateOf(view.now).slice(0, 4) ? say.date(since) : say.fullDate(since) })}</span>}</dd></div>
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
