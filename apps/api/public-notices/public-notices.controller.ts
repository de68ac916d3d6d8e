import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { lackingNotices as lackingAnswer, noticeDays as noticeDaysAnswer, publicNotices, publicNoticeView } from '#libs/contracts/api-projects';
import { missingInWords } from '#libs/contracts/notice-words';
import { daysOf } from '#libs/domain/public-notice/days';
import type { PublicNotice } from '#libs/domain/public-notice/public-notice';
import { standingOf } from '#libs/domain/public-notice/standing';
import { lackingNotices, publicNoticesOf, titlesOf } from '#libs/store/queries/public-notices';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { NoticeActs } from './notice-acts.ts';

type Head = z.output<typeof publicNotices>['items'][number];

@Controller()
export class PublicNoticesController {
  constructor(private readonly record: RecordAccess, private readonly acts: NoticeActs) {}

  @Handles('postNotice')
  post(@Admitted() admission: Admission<'postNotice'>): Promise<ActAnswer> {
    return this.acts.post(admission);
  }

  @Handles('publicNotices')
  async notices(@Admitted() { cycle, sight, query }: Admission<'publicNotices'>): Promise<z.output<typeof publicNotices>> {
    const { items, next } = await publicNoticesOf(this.record.sql, cycle.id, { sight, ...query });
    const title = await this.titles(cycle.id, items);
    return { items: items.map((notice) => headOf(notice, cycle.day, title(notice))), next };
  }

  /** Above `publicNotice`, so that its path is not taken for a notice. */
  @Handles('lackingNotices')
  lacking(@Admitted() { cycle, sight, query }: Admission<'lackingNotices'>): Promise<z.output<typeof lackingAnswer>> {
    return lackingNotices(this.record.sql, cycle.id, { sight, root: cycle.root, ...query });
  }

  /** Above `publicNotice`, as `lacking`. */
  @Handles('noticeDays')
  days(@Admitted() { cycle, query }: Admission<'noticeDays'>): Promise<z.output<typeof noticeDaysAnswer>> {
    return this.acts.days(cycle, query.from);
  }

  @Handles('publicNotice')
  async notice(@Admitted() admission: Admission<'publicNotice'>): Promise<z.output<typeof publicNoticeView>> {
    const { seq, notice } = await this.acts.seen(admission);
    const title = await this.titles(admission.cycle.id, [notice]);
    const { status, now, about, postings, objections } = notice;
    if (status === 'unposted') throw new Error('a notice that was never posted was recorded');
    return {
      ...headOf(notice, admission.cycle.day, title(notice)), status, seq, now, setDays: about?.setDays ?? null, may: await this.acts.mayDo(admission, notice), days: daysOf(notice),
      postings: postings.map(({ proof, ...one }) => ({ ...one, proof: proof.map(({ sha256, name }) => ({ sha256, name })) })), objections: Object.values(objections),
    };
  }

  private async titles(cycle: string, notices: readonly PublicNotice[]): Promise<(notice: PublicNotice) => string | null> {
    const { projects, lines } = await titlesOf(this.record.sql, cycle, notices.map(({ about }) => about?.about ?? null));
    return ({ about }) => { const of = about?.about ?? null; return of === null ? null : ('project' in of ? projects.get(of.project) : lines.get(of.line)) ?? null; };
  }

  @Handles('proveNotice') prove(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('takeDownNotice') takeDown(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('postNoticeAgain') postAgain(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('recordObjection') recordObjection(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('answerObjection') answerObjection(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
}

function headOf(notice: PublicNotice, day: string, title: string | null): Head {
  const { about } = notice;
  const posting = notice.postings.at(-1);
  if (!about || !posting) throw new Error('a notice that was never posted was recorded');
  const standing = standingOf(notice, day);
  return {
    notice: about.notice, unit: about.unit, unitName: about.unitName, stage: about.stage, of: about.about, what: about.what, title, from: posting.from, where: posting.where, ...standing,
    missing: standing.missing.map((one) => ({ ...one, words: missingInWords(one) })),
  };
}
