import { Link } from 'wouter';
import { words as delivery } from '#libs/delivery/words';
import { weekday } from '#libs/domain/time/instant';
import { addDays, localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { LightShape } from '../../base/light.tsx';
import { Empty, Shown } from '../../base/notice.tsx';
import { originalOf } from '../../base/original.ts';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { Beside } from './beside.tsx';
import { taskActs, taskWords as words } from './words.ts';
import { WorkedWeekend } from '../../shell/weekend.tsx';
import styles from './tasks.module.css';

type Task = AnswerOf<'myTasks'>['items'][number];

/** What do I do now: what waits for one's posts, by urgency, each with its date, its reason and one button. */
export default function Tasks() {
  const cycle = useCycle();
  const tasks = useRead('myTasks', { query: { cycle } });
  return (
    <div className={styles['page']}>
      <Shown of={tasks} lines={6}>{(data) => <TaskList {...data} />}</Shown>
      <Beside tasks={tasks.data} />
    </div>
  );
}

function TaskList({ items, now, posts }: AnswerOf<'myTasks'>) {
  const say = useSay();
  const today = localDateOf(now);
  const sunday = addDays(today, (7 - weekday(today)) % 7);
  const late = items.filter(({ light }) => light === 'late');
  const week = items.filter((task) => task.light !== 'late' && task.dueOn <= sunday);
  const later = items.filter((task) => task.light !== 'late' && task.dueOn > sunday);
  const next = ([first]: readonly Task[]): string => say(items.length === 1 ? words.nextOne : words.nextOf, {
    n: items.length, asked: (delivery[say.language].acts[first?.act ?? ''] ?? delivery[say.language].otherAct).asked, title: first ? say(first.title) : '', date: say.date(first?.dueOn ?? today),
  });
  const title = late.length > 1 ? say(words.several, { n: late.length }) : late.length === 1 ? say(words.first) : items.length === 0 ? say(words.none) : week.length > 0 ? say(words.first) : next(later);
  const nearest = week[0];
  return (
    <div>
      <h1>{title}</h1>
      <p className="lead">{say.date(today)} · {nearest ? say(words.lead, { n: week.length, when: say.days(nearest.workingDaysLeft) }) : say(words.leadNone)}</p>
      {items.length === 0 && <Nothing unit={posts[0]?.unit} />}
      <Group name={say(words.late)} tasks={late} isFirst />
      <Group name={say(words.week)} tasks={week} isFirst={late.length === 0} />
      <Group name={say(words.later)} tasks={later} isFirst={late.length + week.length === 0} />
    </div>
  );
}

/** An empty list says what comes next, and when. */
function Nothing({ unit }: { unit: string | undefined }) {
  const say = useSay();
  const cycle = useCycle();
  const ahead = useRead('obligations', { params: { cycle }, query: { under: unit, limit: 200 } }, { when: unit !== undefined }).data?.items ?? [];
  const next = ahead.filter((one) => one.unit === unit && one.dueOn !== null && ['notYet', 'onTrack', 'near'].includes(one.light)).sort((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1))[0];
  return (
    <div className={styles['nothing']}><Empty>
      <p>{next?.dueOn ? say(words.next, { date: say.date(next.dueOn), title: say(next.title) }) : say(words.emptyNext)}</p>
    </Empty></div>
  );
}

/** Only the first group's buttons are the strong ones: there is one thing to do first. */
function Group({ name, tasks, isFirst = false }: { name: string; tasks: readonly Task[]; isFirst?: boolean }) {
  if (tasks.length === 0) return null;
  return (
    <section>
      <h2>{name} <span className={styles['n']}>{tasks.length}</span></h2>
      <ul className={`card ${styles['list']}`}>
        {tasks.map((task) => <TaskRow key={`${task.obligation} ${task.act} ${task.post}`} task={task} isFirst={isFirst} />)}
      </ul>
    </section>
  );
}

function TaskRow({ task, isFirst }: { task: Task; isFirst: boolean }) {
  const say = useSay();
  const at = useAt();
  const { light, title, unitName, dueOn, originalDueOn, workingDaysLeft, basis, act, unit, duty } = task;
  const isLate = light === 'late';
  const moved = originalOf({ act, dueOn, originalDueOn });
  const verb = say(taskActs[act] ?? words.otherAct);
  const place = at(`/units/${unit}/obligations/${duty}`);
  return (
    <li className={styles['task']}>
      <LightShape light={light} size={18} />
      <div className={styles['what']}>
        <h3><Link to={place}>{unitName} · {say(title)}</Link></h3>
        <p><span className={isLate ? 'late' : light === 'near' ? 'near' : ''}>{say.days(workingDaysLeft, isLate)}</span>
          <span>{isLate ? say(words.was, { date: say.date(dueOn) }) : say.date(dueOn)}<WorkedWeekend date={dueOn} /></span>
          {moved !== null && <s>{say(baseWords.original, { date: say.date(moved) })}</s>}</p>
        <p className="small">{say(baseWords.basis, { basis: say(basis) })}</p>
      </div>
      <ButtonLink to={place} kind={isFirst ? 'primary' : 'plain'} label={say(words.actOn, { act: verb, unit: unitName, title: say(title) })}>{verb}</ButtonLink>
    </li>
  );
}
