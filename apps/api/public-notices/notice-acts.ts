import { Injectable } from '@nestjs/common';
import { isRejection, reject } from '#libs/domain/decider';
import type { Json, Rejection } from '#libs/domain/decider';
import { may } from '#libs/domain/may';
import { basisText } from '#libs/domain/policy/basis';
import { noticeCommands, noticeDecider, whoPosts } from '#libs/domain/public-notice/notice-decider';
import type { NoticeCommandName } from '#libs/domain/public-notice/notice-decider';
import { noticeStream, unposted } from '#libs/domain/public-notice/public-notice';
import { daysFrom } from '#libs/domain/public-notice/days';
import type { NoticeDay } from '#libs/domain/public-notice/days';
import { addDays } from '#libs/domain/time/instant';
import type { LocalDate } from '#libs/domain/time/instant';
import { possibleNoticeActs } from '#libs/domain/public-notice/possible';
import type { PossibleNoticeAct } from '#libs/domain/public-notice/possible';
import type { NoticeOf, NoticeStart, PublicNotice, SetDays } from '#libs/domain/public-notice/public-notice';
import { termsOf } from '#libs/store/master';
import { linesByKey, projectOf } from '#libs/store/queries/projects';
import { lastNotice, publicNoticeOf } from '#libs/store/queries/public-notices';
import { problemOfRejection } from '../acts/answers.ts';
import type { ActAnswer } from '../acts/answers.ts';
import { beginNumbered } from '../acts/begin-stream.ts';
import { Acts } from '../acts/perform.ts';
import { attachmentsAreThere } from '../documents/attached.ts';
import { Engine } from '../engine.ts';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import type { CycleNow, UnitPlace } from '../scope/scope.ts';

/** What is done with public notices: found, allowed, and given to the notice's own stream. */
@Injectable()
export class NoticeActs {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly engine: Engine) {}

  /** @throws Problem notAllowed, unknownUnit, unknownProject, lineNotThere, noticeElsewhere, documentUnknown, cycleNotOpen, cycleBusy, and what the rule refuses */
  async post(admission: Admission<'postNotice'>): Promise<ActAnswer> {
    const { cycle, body, session, act } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    this.acts.mustBeOpen(cycle);
    const place = await this.scope.place(cycle, body.unit);
    const posts = await this.scope.mayAct(session.person, cycle.day, whoPosts, place);
    const misplaced = await this.subjectAtFault(cycle, place, body.of);
    if (misplaced) throw problemOfRejection(misplaced);
    await attachmentsAreThere(this.record.sql, { body, place, posts });
    const { calendar, setDays } = await this.set(cycle);
    const { unit, stage, of: about, what, where, from, to, attachments } = body;
    const start = (notice: string): NoticeStart => ({
      stream: noticeStream(cycle.id, notice), cycle: cycle.id, notice, root: cycle.root, unit, unitName: place.name, stage, about, what, calendar, setDays,
      posting: { where, from, to, ...(attachments ? { attachments } : {}) },
    });
    // Decided before the workflow is there: what is refused would leave one behind, and use up its number.
    const decided = noticeDecider.decide(unposted, { name: 'postNotice', input: start('N0') }, { now: cycle.now, actor: null, since: () => false });
    if (isRejection(decided)) throw problemOfRejection(decided);
    const n = await beginNumbered(this.engine, 'publicNotice', { cycle: cycle.id, unit, isDrill: cycle.isDrill }, {
      last: await lastNotice(this.record.sql, cycle.id), stream: (one) => noticeStream(cycle.id, `N${one}`), act: `${session.account}/${act.key}/${act.bodyHash}`,
    });
    return this.acts.toStream({ ...admission, posts }, { stream: noticeStream(cycle.id, `N${n}`), command: 'postNotice', input: start(`N${n}`) as unknown as Json });
  }

  /** Which days count of a notice that is posted on a day, as set; none where the year’s calendar does not reach. */
  async days(cycle: CycleNow, from: LocalDate): Promise<{ setDays: SetDays | null; days: NoticeDay[]; until: LocalDate | null }> {
    const { calendar, setDays } = await this.set(cycle);
    const last = addDays(calendar.from, calendar.days.length - 1);
    // Half a year covers any setting: later than that the calendar may not reach its last day.
    if (from < calendar.from || addDays(from, 183) > last) return { setDays, days: [], until: null };
    const days = daysFrom({ from, takenDown: null }, setDays, calendar);
    return { setDays, days, until: days.at(-1)?.on ?? null };
  }

  private async set(cycle: CycleNow): Promise<Pick<NoticeStart, 'calendar' | 'setDays'>> {
    const { terms: { pack, calendar } } = await termsOf(this.record.sql, cycle.id);
    const set = pack.settings.funds?.publicNotice;
    return { calendar, setDays: set ? { ...set.value, basis: basisText(pack, set.basis) } : null };
  }

  /** Gives a command to a notice. @throws Problem unknownNotice, notAllowed, documentUnknown, and what the rule refuses */
  async give(admission: Admission): Promise<ActAnswer> {
    const { cycle, params, body, session, route } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    this.acts.mustBeOpen(cycle);
    const id = (params as unknown as { notice: string }).notice;
    const { notice } = await this.found(cycle, id);
    const command = route.acts as NoticeCommandName;
    const place = await this.scope.place(cycle, notice.about?.unit ?? '');
    const posts = await this.scope.mayAct(session.person, cycle.day, noticeCommands[command].who, place);
    await attachmentsAreThere(this.record.sql, { body, place, posts });
    return this.acts.toStream({ ...admission, posts }, { stream: noticeStream(cycle.id, id), command, input: body as unknown as Json });
  }

  /** A notice of a unit that the person may see. @throws Problem unknownNotice, outsideSubtree */
  async seen({ cycle, session, params }: Pick<Admission, 'cycle' | 'session'> & { params: { notice: string } }): Promise<{ seq: number; notice: PublicNotice }> {
    const found = await this.found(cycle, params.notice);
    await this.scope.maySee(session.person, cycle, await this.scope.place(cycle, found.notice.about?.unit ?? ''));
    return found;
  }

  /** What the person may do with a notice now, each act at what it is about, with the unit of the post it would be done under. */
  async mayDo({ cycle, session }: Pick<Admission, 'cycle' | 'session'>, notice: PublicNotice): Promise<(PossibleNoticeAct & { unit: string })[]> {
    if (cycle.status !== 'open') return [];
    const posts = await this.scope.postsIn(session.person, cycle);
    return possibleNoticeActs(notice).flatMap((one) => {
      const [post] = may(noticeCommands[one.act].who, posts, { unit: notice.about?.unit ?? '', superior: null, root: cycle.root });
      return post ? [{ ...one, unit: post.unit }] : [];
    });
  }

  private async found(cycle: CycleNow, id: string): Promise<{ seq: number; notice: PublicNotice }> {
    const found = await publicNoticeOf(this.record.sql, cycle.id, id);
    if (!found) throw new Problem('unknownNotice', { notice: id });
    return found;
  }

  /** What is shown is there, and is shown where it is, or below. */
  private async subjectAtFault(cycle: CycleNow, { path, name }: UnitPlace, about: NoticeOf): Promise<Rejection | null> {
    if (about === null) return null;
    let units: string[];
    if ('project' in about) {
      const found = await projectOf(this.record.sql, cycle.id, about.project);
      if (!found) return reject('unknownProject', { code: about.project }, '/of/project');
      units = [found.project.about?.unit ?? ''];
    } else {
      const line = (await linesByKey(this.record.sql, cycle.id, [about.line])).get(about.line);
      if (!line) return reject('lineNotThere', { line: about.line }, '/of/line');
      // The root is on every route, and everything stands below it.
      units = Object.keys(line.route).filter((unit) => unit !== cycle.root || path.endsWith(`/${unit}/`));
    }
    return units.some((unit) => path.includes(`/${unit}/`)) ? null : reject('noticeElsewhere', { unit: name }, '/unit');
  }
}
