import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { taskItem, tasks as tasksAnswer } from '#libs/contracts/api';
import { cycleIdOf } from '#libs/contracts/common';
import { workingDaysLeft } from '#libs/domain/calendar/calendar';
import type { WorkingCalendar } from '#libs/domain/calendar/calendar';
import { lightOf } from '#libs/domain/light';
import { obligationLink } from '#libs/domain/call/link';
import { tasksOf } from '#libs/store/queries/tasks';
import type { TaskFacts } from '#libs/store/queries/tasks';
import { CycleViews } from '../cycles/cycle-view.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { heldPost, Scope } from '../scope/scope.ts';
import type { CycleNow } from '../scope/scope.ts';

type TaskItem = z.output<typeof taskItem>;

@Controller()
export class TasksController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly cycles: CycleViews) {}

  /** What waits for the posts one holds on the cycle's day, and nobody else's. */
  @Handles('myTasks')
  async tasks(@Admitted() { session, query }: Admission<'myTasks'>): Promise<z.output<typeof tasksAnswer>> {
    const cycle = await this.scope.cycle(cycleIdOf(query.cycle));
    const held = await this.scope.postsIn(session.person, cycle);
    const posts = held.map(({ post }) => post);
    const calendar = await this.cycles.calendarOf(cycle);
    const { items, next } = await tasksOf(this.record.sql, { cycle: cycle.id, posts, now: cycle.now, limit: query.limit, cursor: query.cursor });
    return { items: items.map((task) => itemOf(task, cycle, calendar)), next, now: cycle.now, isDrill: cycle.isDrill, posts: held.slice(0, 50).map(heldPost) };
  }
}

function itemOf(task: TaskFacts, cycle: CycleNow, calendar: WorkingCalendar): TaskItem {
  const { obligation, unit, unitName, duty, act, post, postTitle, dueOn, dueAt, originalDueOn, seq, opensAt, nearAt, detail } = task;
  return {
    obligation, cycle: cycle.id, unit, unitName, duty, title: detail.title, act, post, postTitle, dueOn, dueAt, originalDueOn, seq,
    // The task's own light: whoever has to act is late, whichever side of the letter or report that is.
    light: lightOf({ standing: 'owed', opensAt, nearAt, dueAt }, cycle.now),
    workingDaysLeft: workingDaysLeft(calendar, cycle.day, dueOn),
    // A step of the unit's own goes on under the date, and its basis, of the call.
    basis: (detail.calls[act] ?? detail.calls[detail.call?.name ?? ''])?.basis ?? detail.basis,
    link: obligationLink({ cycle: cycle.id, unit: { id: unit } }, duty),
  };
}
