import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { happening, happenings, nextThing as nextThingAnswer } from '#libs/contracts/api';
import { systemPerson } from '#libs/contracts/record';
import type { CycleEvent } from '#libs/domain/cycle/cycle';
import type { ProjectEvent } from '#libs/domain/project/events';
import type { UnitYearEvent } from '#libs/domain/unit-year/events';
import { cursorOf, keyOf } from '#libs/store/queries/cursor';
import { feedBetween, feedHead } from '#libs/store/queries/feed';
import type { FeedEvent } from '#libs/store/queries/feed';
import { bodiesOf, dutiesNamed, instantAt, nextThing, toldBetween, unitNames } from '#libs/store/queries/happenings';
import type { NextThing } from '#libs/store/queries/happenings';
import { namesOf } from '#libs/store/queries/people';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { eventWords } from '../obligations/event-words.ts';
import { namesIn } from '../obligations/names-in.ts';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';
import { shownTo, unseen } from './changes.ts';
import { cycleWords } from './cycle-words.ts';
import { projectEventWords } from './project-event-words.ts';
import { LiveScope } from './surroundings.ts';

type Happening = z.output<typeof happening>;

/** Events looked through for one page, and at once; the next page goes on from there. */
const mostLookedAt = 5_000;
const batch = 500;
const firstNotices = 10;

/** What happened, and what comes next: for whoever moves a drill's clock, or comes back to a page. */
@Controller()
export class HappeningsController {
  constructor(private readonly record: RecordAccess, private readonly liveScope: LiveScope) {}

  @Handles('happenings')
  async happenings(@Admitted() { cycle, session, sight, query: { since, limit, cursor } }: Admission<'happenings'>): Promise<z.output<typeof happenings>> {
    const { sql } = this.record;
    const head = await feedHead(sql);
    const after = Number(keyOf(cursor, ['number'])?.[0] ?? since);
    const { events, next } = await this.seenBy(session.person, cycle, { after, head, limit });
    return {
      items: await this.told(cycle, events), next: next === null ? null : cursorOf([next]), now: cycle.now, head,
      notices: await toldBetween(sql, { cycle: cycle.id, after: await instantAt(sql, cycle.id, since), upTo: cycle.now, sight, first: firstNotices }),
    };
  }

  @Handles('next')
  async next(@Admitted() { cycle }: Admission<'next'>): Promise<z.output<typeof nextThingAnswer>> {
    const next = await nextThing(this.record.sql, cycle.id, cycle.now);
    return { now: cycle.now, at: next?.at ?? null, what: next && wordsOf(next) };
  }

  /** Events that the person may see, and the number after which the next page begins. */
  private async seenBy(person: string, cycle: CycleNow, { after, head, limit }: { after: number; head: number; limit: number }): Promise<{ events: FeedEvent[]; next: number | null }> {
    const posts = (await this.liveScope.postsOf([person], cycle.day)).get(person) ?? [];
    const events: FeedEvent[] = [];
    let from = after;
    for (let looked = 0; looked < mostLookedAt; looked += batch) {
      const some = await feedBetween(this.record.sql, { after: from, upTo: head, cycles: [cycle.id], limit: batch });
      const changes = some.map((event) => ({ event, unit: event.unit, duties: [event.duty, event.of].filter((one) => one !== null) }))
        .filter(({ event: { type, unit, kind } }) => !unseen.has(type) && (unit !== null || kind === 'cycle'));
      const around = await this.liveScope.of(cycle, changes);
      for (const { event, ...change } of changes) {
        if (!shownTo(posts, change, around)) continue;
        events.push(event);
        if (events.length > limit) return { events: events.slice(0, limit), next: events[limit - 1]?.feedSeq ?? null };
      }
      if (some.length < batch) return { events, next: null };
      from = some.at(-1)?.feedSeq ?? head;
    }
    return { events, next: from };
  }

  private async told(cycle: CycleNow, events: readonly FeedEvent[]): Promise<Happening[]> {
    const { sql } = this.record;
    const bodies = await bodiesOf(sql, events);
    const obligationOf = ({ unit, duty }: FeedEvent): string => `${cycle.id}/${unit}/${duty}`;
    const duties = await dutiesNamed(sql, [...new Set(events.filter(({ duty }) => duty !== null).map(obligationOf))]);
    const units = await unitNames(sql, [...new Set(events.flatMap(({ unit }) => unit ?? []))]);
    const name = await namesOf(sql, [...bodies.values()].map(({ person }) => person));
    return events.map((event) => {
      const { feedSeq, unit, duty, at, type } = event;
      const { person = null, body } = bodies.get(`${event.stream}#${event.seq}`) ?? {};
      const named = duties.get(obligationOf(event));
      const names = named ? namesIn(named.duty, named.stages) : { indicator: (id: string) => id, stage: () => undefined };
      return {
        feedSeq, at, type, unit, unitName: unit === null ? null : (units.get(unit) ?? unit), duty, title: named?.duty.title ?? null,
        words: unit === null ? cycleWords(body as CycleEvent) : isOfProject(event) ? projectEventWords(event.stream, body as ProjectEvent) : eventWords(body as UnitYearEvent, names),
        person: person === null || person === systemPerson ? null : name(person),
      };
    });
  }
}

const isOfProject = ({ kind }: FeedEvent): boolean => kind === 'project' || kind === 'public-notice';

/** What the next instant brings, in a sentence. */
function wordsOf({ units, notices }: NextThing): { zh: string; en: string } {
  const { n, first } = notices;
  const told = first && {
    zh: `发出${n}条提醒，${n > 1 ? '第一条：' : ''}${first.unitName}《${first.title.zh}》${first.words}`, en: `${n === 1 ? 'one reminder is' : `${n} reminders are`} sent, ${n > 1 ? 'the first ' : ''}on “${first.title.en}” of ${first.unitName}`,
  };
  const due = units.n > 0 && {
    zh: units.first === null ? '责任年有事项到期' : `${units.first}${units.n > 1 ? `等${units.n}个单位` : ''}有事项到期`, en: units.first === null ? 'something of the year itself falls due' : `something falls due in ${units.first}${units.n > 1 ? ` and ${units.n - 1} more` : ''}`,
  };
  const parts = [due, told].filter((one): one is { zh: string; en: string } => Boolean(one));
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}
