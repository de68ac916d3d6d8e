import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { reportItem, reportView } from '#libs/contracts/api';
import type { Report } from '#libs/domain/report/report';
import { obligationOf, reportsOf } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { namesOf } from '#libs/store/queries/people';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { exemptionOf } from '../obligations/exemption-view.ts';
import { RecordAccess } from '../scope/record-access.ts';

type ReportItem = z.output<typeof reportItem>;
type ReportView = z.output<typeof reportView>;

@Controller()
export class ReportsController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts) {}

  @Handles('reports')
  async reports(@Admitted() { cycle, sight, query }: Admission<'reports'>): Promise<{ items: ReportItem[]; next: string | null; now: string }> {
    const { items, next } = await reportsOf(this.record.sql, { cycle: cycle.id, now: cycle.now, sight, ...query });
    return { items: items.map(itemOf), next, now: cycle.now };
  }

  @Handles('report')
  async report(@Admitted() { cycle, params }: Admission<'report'>): Promise<ReportView> {
    const facts = await obligationOf(this.record.sql, cycle.id, params.unit, params.duty, cycle.now);
    if (!facts || facts.detail.kind !== 'report') throw new Problem('unknownObligation', { unit: params.unit, duty: params.duty });
    return this.viewOf(facts as ObligationFacts<Report>);
  }

  @Handles('submitReport')
  async submit(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('submitNil')
  async submitNil(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('returnReport')
  async return(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('acceptReport')
  async accept(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  private async viewOf(facts: ObligationFacts<Report>): Promise<ReportView> {
    const { detail: report, superior, superiorName } = facts;
    const name = await namesOf(this.record.sql, [...report.submissions.flatMap((one) => [one.by, one.returned?.by ?? null]), report.exemption?.by ?? null]);
    const { submissions: _count, ...common } = itemOf(facts);
    return {
      ...common, superior, superiorName, title: report.title, basis: report.basis, firstSubmittedAt: facts.firstSubmittedAt, acceptedAt: report.acceptedAt, asked: report.asked,
      isNilAllowed: report.isNilAllowed, exemption: exemptionOf(report, name),
      compiledFrom: report.compiledFrom, compiled: report.compiledFrom === null ? [] : compiledOf(report),
      submissions: report.submissions.map(({ returned, figures, isNil, ...submission }) => ({
        ...submission, isNil: isNil ?? false, by: name(submission.by), figures: figures.map(({ cause, ...figure }) => ({ ...figure, ...(cause === undefined ? {} : { cause }) })),
        ...(returned ? { returned: { ...returned, by: name(returned.by) } } : {}),
      })),
    };
  }
}

/** Each figure asked for, with the accepted report it comes from; where none was accepted it is said to be missing. */
const compiledOf = ({ asked, compiled }: Report): ReportView['compiled'] => asked.map(({ indicator, name }) => {
  const { value, from, submission, acceptedAt } = compiled.find((one) => one.indicator === indicator) ?? { value: null, from: null, submission: null, acceptedAt: null };
  return { indicator, name, value, from, submission, acceptedAt };
});

/** Received, on time and complete are three facts, kept apart. */
const itemOf = ({ id, unit, unitName, key, status, light, opensAt, dueOn, dueAt, originalDueOn, onTime, firstSubmittedAt, completeAt, detail }: ObligationFacts<Report>): ReportItem => ({
  obligation: id, unit, unitName, duty: key, period: detail.period, status, light, opensAt, dueOn, dueAt, originalDueOn,
  received: firstSubmittedAt !== null, onTime, complete: completeAt !== null, submissions: detail.submissions.length, isNil: detail.submissions.at(-1)?.isNil ?? false,
});
