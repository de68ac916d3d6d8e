import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { reportItem, reportView } from '#libs/contracts/api';
import type { Figure, PassedStep, Report } from '#libs/domain/report/report';
import { stepNow } from '#libs/domain/report/steps';
import { verificationsOf } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { holdersOf, namesOf } from '#libs/store/queries/people';
import { attachmentsOf } from '../documents/attached.ts';
import { contradictionsIn, LedgerFigures } from '../funds/ledger-figures.ts';
import { exemptionOf } from '../obligations/exemption-view.ts';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';
import { opinionsOf, peopleOf } from '../verifications/opinions.ts';

export type ReportItem = z.output<typeof reportItem>;
export type ReportView = z.output<typeof reportView>;
type Name = (person: string) => string;

/** A report as people read it: what was submitted, where it is inside the unit, what the departments say of its figures. */
@Injectable()
export class ReportViews {
  constructor(private readonly record: RecordAccess, private readonly ledger: LedgerFigures) {}

  /** @param isOwn whether the reader belongs to the unit: what it has not submitted yet is for nobody else */
  async viewOf(cycle: CycleNow, facts: ObligationFacts<Report>, isOwn: boolean): Promise<ReportView> {
    const { sql } = this.record;
    const { detail: report, superior, superiorName } = facts;
    const verifications = await verificationsOf(sql, cycle.id, facts.unit, report.key);
    const holders = await holdersOf(sql, report.steps.flatMap(({ posts }) => posts), cycle.day);
    const passedBy = (passed: readonly PassedStep[] = []): (string | null)[] => passed.flatMap(({ person, offline }) => [person, offline?.registeredBy ?? null]);
    const { draft } = report;
    const name = await namesOf(sql, [
      ...report.submissions.flatMap((one) => [one.by, one.returned?.by ?? null, ...passedBy(one.passed)]),
      report.exemption?.by ?? null, draft?.by ?? null, draft?.handedBack?.by ?? null, ...passedBy(draft?.passed), ...verifications.flatMap(peopleOf),
    ]);
    const [fromLedger = []] = await this.ledger.of(cycle, [{ unit: facts.unit, report }]);
    const { submissions: _count, ...common } = itemOf(facts);
    return {
      ...common, superior, superiorName, title: report.title, basis: report.basis, firstSubmittedAt: facts.firstSubmittedAt, acceptedAt: report.acceptedAt, asked: report.asked,
      isNilAllowed: report.isNilAllowed, exemption: exemptionOf(report, name),
      compiledFrom: report.compiledFrom, compiled: report.compiledFrom === null ? [] : compiledOf(report),
      submissions: report.submissions.map(({ returned, figures, passed, isNil, ...submission }) => ({
        ...submission, ...attachmentsOf(submission), isNil: isNil ?? false, by: name(submission.by), figures: plain(figures), ...(passed ? { passed: passed.map((one) => named(one, name)) } : {}),
        ...(returned ? { returned: { ...returned, by: name(returned.by) } } : {}),
      })),
      fromLedger, contradictions: contradictionsIn(report, fromLedger),
      acceptedDespite: report.acceptedDespite,
      steps: stepsOf(report, name).map((step) => ({
        ...step, posts: step.posts.map((post) => ({ post, title: holders.get(post)?.title ?? post, person: holders.get(post)?.person ?? null })),
      })),
      draft: draft && isOwn ? {
        at: draft.at, by: name(draft.by), figures: plain(draft.figures), problems: draft.problems, nextSteps: draft.nextSteps, isNil: draft.isNil ?? false, ...attachmentsOf(draft), changed: draft.changed,
        handedBack: draft.handedBack ? { ...draft.handedBack, by: name(draft.handedBack.by) } : null,
      } : null,
      opinions: verifications.flatMap((verification) => opinionsOf(verification, name)
        .map((opinion) => ({ ...opinion, department: verification.department.id, departmentName: verification.department.name, duty: verification.key }))),
    };
  }
}

/** Each figure asked for, with the accepted report it comes from; where none was accepted it is said to be missing. */
const compiledOf = ({ asked, compiled }: Report): ReportView['compiled'] => asked.map(({ indicator, name }) => {
  const { value, from, submission, acceptedAt } = compiled.find((one) => one.indicator === indicator) ?? { value: null, from: null, submission: null, acceptedAt: null };
  return { indicator, name, value, from, submission, acceptedAt };
});

/** Received, on time and complete are three facts, kept apart. */
export const itemOf = ({ id, unit, unitName, key, status, light, opensAt, dueOn, dueAt, originalDueOn, seq, onTime, firstSubmittedAt, completeAt, detail }: ObligationFacts<Report>): ReportItem => ({
  obligation: id, unit, unitName, duty: key, period: detail.period, status, light, opensAt, dueOn, dueAt, originalDueOn, seq,
  received: firstSubmittedAt !== null, onTime, complete: completeAt !== null, submissions: detail.submissions.length, isNil: detail.submissions.at(-1)?.isNil ?? false,
});

const plain = (figures: readonly Figure[]): { indicator: string; value: number; cause?: string }[] =>
  figures.map(({ cause, ...figure }) => ({ ...figure, ...(cause === undefined ? {} : { cause }) }));

const named = (passed: PassedStep, name: Name): PassedStep =>
  ({ ...passed, person: name(passed.person), offline: passed.offline && { ...passed.offline, registeredBy: name(passed.offline.registeredBy) } });

/** The unit's own steps, for the paper that is inside, or that went through them last. */
function stepsOf(report: Report, name: Name) {
  const isWith = report.status === 'submitted' || report.status === 'accepted';
  const passed = report.draft?.passed ?? (isWith ? report.submissions.at(-1)?.passed : []) ?? [];
  const now = stepNow(report)?.step.id;
  return report.steps.map(({ id, title, mode, basis, posts }) => ({
    id, title, mode, basis, posts, passed: passed.filter(({ step }) => step === id).map((one) => named(one, name)),
    state: id === now ? 'now' as const : passed.some(({ step }) => step === id) ? 'passed' as const : 'toCome' as const,
  }));
}
