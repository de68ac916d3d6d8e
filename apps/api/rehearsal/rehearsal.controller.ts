import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { rehearsal as rehearsalAnswer } from '#libs/contracts/api';
import { findingWords } from '#libs/domain/rehearsal/finding-words';
import { keyOf, pageOf } from '#libs/store/queries/cursor';
import { postNames } from '#libs/store/queries/people';
import { unitNames } from '#libs/store/queries/happenings';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Rehearsals } from './rehearsals.ts';

@Controller()
export class RehearsalController {
  constructor(private readonly record: RecordAccess, private readonly rehearsals: Rehearsals) {}

  /** What would happen if nobody acted: the posts a page at a time, everything else whole. */
  @Handles('rehearsal')
  async rehearsal(@Admitted() { cycle, query }: Admission<'rehearsal'>): Promise<z.output<typeof rehearsalAnswer>> {
    const { units, posts, escalations, findings, burden } = await this.rehearsals.of(cycle);
    const known = await unitNames(this.record.sql, [...new Set(findings.flatMap(({ examples }) => examples))]);
    const after = keyOf(query.cursor, ['string'])?.[0];
    const all = [...posts.keys()].sort().filter((post) => after === undefined || post > after).slice(0, query.limit + 1);
    const names = await postNames(this.record.sql, all);
    const { items, next } = pageOf(all, query.limit, (post) => [post], (post) => {
      const months = posts.get(post) ?? new Map<string, number>();
      return { post, title: names.get(post)?.title ?? post, unitName: names.get(post)?.unitName ?? '', notices: [...months.values()].reduce((sum, n) => sum + n, 0), months: Object.fromEntries(months) };
    });
    return {
      items, next, now: cycle.now, units, errors: findings.filter(({ severity }) => severity === 'error').length,
      findings: findings.map((finding) => ({ ...finding, exampleNames: finding.examples.map((unit) => known.get(unit) ?? unit), words: findingWords(finding) })),
      ifNobodyActs: [...escalations].map(([stage, { n, from }]) => ({ stage, units: n, from })),
      burden,
    };
  }
}
