import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { story as storyAnswer } from '#libs/contracts/api';
import { systemPerson } from '#libs/contracts/record';
import { fundsStream, lineOfKey } from '#libs/domain/funds/line';
import { unitYearStream } from '#libs/domain/policy/plan-unit-year';
import type { UnitYearEvent } from '#libs/domain/unit-year/events';
import { actOf } from '#libs/domain/unit-year/kinds';
import type { Duty } from '#libs/domain/unit-year/state';
import { obligationOf, obligationsOf } from '#libs/store/queries/obligations';
import { namesOf } from '#libs/store/queries/people';
import { eventsOf, noticesOf } from '#libs/store/queries/story';
import type { StoryEvent } from '#libs/store/queries/story';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { isHiddenDraft, Scope } from '../scope/scope.ts';
import { eventWords } from './event-words.ts';
import type { Names } from './event-words.ts';
import { namesIn } from './names-in.ts';
import { holding, ObligationItems } from './obligation-items.ts';
import type { ObligationItem } from './obligation-items.ts';

type Story = z.output<typeof storyAnswer>;

@Controller()
export class ObligationsController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts, private readonly scope: Scope, private readonly items: ObligationItems) {}

  /** One obligation with everything that happened to it and everything told about it. */
  @Handles('story')
  async story(@Admitted() { cycle, params, session, place, sight }: Admission<'story'>): Promise<Story> {
    const { sql } = this.record;
    const { unit, duty } = params;
    const facts = await obligationOf(sql, cycle.id, unit, duty, cycle.now);
    if (!facts || isHiddenDraft(facts.detail, place, sight)) throw new Problem('unknownObligation', { unit, duty });
    const line = lineOfKey(duty);
    const events = await eventsOf(sql, line === null ? unitYearStream(cycle.id, unit) : fundsStream(cycle.id, line), duty);
    const notices = await noticesOf(sql, facts.id);
    const name = await namesOf(sql, events.map((event) => event.person));
    const { detail } = facts;
    const isOwn = (await this.scope.postsIn(session.person, cycle)).some((post) => post.unit === unit);
    return {
      obligation: facts.id, unit, unitName: facts.unitName, title: detail.title, kind: facts.kind, status: facts.status, light: facts.light,
      dueOn: facts.dueOn, dueAt: facts.dueAt, originalDueOn: facts.originalDueOn, seq: facts.seq, basis: detail.basis, now: cycle.now,
      waitsFor: await this.waitsFor(detail, cycle.day),
      events: since(events, detail).map((event) => tell(event, duty, { ...namesIn(detail, notices), person: name }, isOwn)),
      notices,
    };
  }

  /** Obligations of every kind in sight, or under one unit of it, in one list; what is late, the longest overdue first. */
  @Handles('obligations')
  async obligations(@Admitted() { cycle, session, sight, query: { under, ...query } }: Admission<'obligations'>): Promise<{ items: ObligationItem[]; next: string | null; now: string }> {
    const { items, next } = await obligationsOf(this.record.sql, { cycle: cycle.id, now: cycle.now, sight: under === undefined ? sight : await this.scope.under(session.person, cycle, under), ...query });
    return { items: await this.items.of(cycle, items), next, now: cycle.now };
  }

  @Handles('declareNoTask')
  async declareNoTask(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('requireTask')
  async requireTask(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('waiveDuty')
  async waive(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  private async waitsFor(duty: Duty, day: string): Promise<Story['waitsFor']> {
    const { call } = duty;
    if (!call) return null;
    return { act: actOf(duty), dueOn: call.dueOn, basis: duty.calls[call.name]?.basis ?? duty.basis, posts: (await holding(this.record.sql, [duty], day))(duty) };
  }
}

/** What was opened in the course of the year begins there, not with the year. */
function since(events: readonly StoryEvent[], { key }: Duty): readonly StoryEvent[] {
  const opened = events.findIndex(({ type, body }) => type === 'dutyOpened' && (body as { duty?: string }).duty === key);
  return events.slice(Math.max(0, opened));
}

function tell({ seq, at, type, person, posts, body, hash }: StoryEvent, duty: string, names: Names & { person(id: string): string }, isOwn: boolean): Story['events'][number] {
  const event = body as unknown as UnitYearEvent;
  // What came about by itself was nobody's act.
  return { seq, at, type, words: eventWords(event, names), person: person === null || person === systemPerson ? null : names.person(person), posts: posts.map((one) => one.post), body: shown(event, duty, isOwn), hash };
}

/**
 * The opening holds the whole year's plan; a story shows the part that is its own. What was prepared is the unit's own
 * until it is submitted: to others the story says that it was, not what it says.
 */
function shown(event: UnitYearEvent, duty: string, isOwn: boolean): Record<string, unknown> {
  if (event.type === 'reportPrepared' && !isOwn) return { type: event.type, duty: event.duty, by: event.by };
  if (event.type === 'stepReturned' && !isOwn) return { type: event.type, duty: event.duty, step: event.step, by: event.by };
  if (event.type !== 'yearOpened') return { ...event };
  const { stream, unit, superior, duties } = event.start;
  return { type: event.type, stream, unit, superior, duty: duties.find((one) => one.key === duty) ?? null };
}
