import type { UnitYear } from '../unit-year/state.ts';
import type { Target } from '../letter/letter.ts';
import type { AskedFigure, CompiledFigure, Report, ReportEvent } from './report.ts';

/**
 * 年度报告由已接收的数汇编 (C2: N9, G4): each accepted report gives its figures to the report compiled from it. The targets
 * are cumulative, so the latest period speaks for the year; what is only judged at the year's end is typed in there.
 */
export function compileAccepted(state: UnitYear, { duty }: Extract<ReportEvent, { type: 'reportAccepted' }>): ReportEvent[] {
  const source = state.duties[duty];
  const submission = source?.kind === 'report' ? source.submissions.at(-1) : undefined;
  if (source?.kind !== 'report' || !submission || source.acceptedAt === null) return [];
  const { acceptedAt } = source;
  return Object.values(state.duties).flatMap((into): ReportEvent[] => {
    if (into.kind !== 'report' || into.compiledFrom !== source.policy || isSettled(into)) return [];
    const figures = submission.figures
      .filter(({ indicator }) => into.asked.some((asked) => asked.indicator === indicator) && !speaksLater(state, into, indicator, source))
      .map(({ indicator, value }) => ({ indicator, value }));
    return figures.length === 0 ? [] : [{ type: 'figuresCompiled', duty: into.key, from: source.key, submission: submission.n, acceptedAt, figures }];
  });
}

/** 无此项任务 is not settled for good: required all the same, the report has its figures. */
const isSettled = ({ status }: Report): boolean => status === 'accepted' || status === 'waived' || status === 'lapsed';

/** A later period has given this figure already: a first quarter accepted after the second does not replace it. */
function speaksLater(state: UnitYear, into: Report, indicator: string, source: Report): boolean {
  const known = state.duties[into.compiled.find((one) => one.indicator === indicator)?.from ?? ''];
  return known?.kind === 'report' && known.opensAt > source.opensAt;
}

/** What was compiled before, with what an accepted report gives now. */
export function withCompiled(report: Report, { from, submission, acceptedAt, figures }: Extract<ReportEvent, { type: 'figuresCompiled' }>): CompiledFigure[] {
  const given = figures.map(({ indicator, value }) => ({ indicator, value, from, submission, acceptedAt }));
  return [...report.compiled.filter((one) => !figures.some(({ indicator }) => indicator === one.indicator)), ...given];
}

/** A compiled report asks for every target, against the figure of the whole year. */
export const askedForYear = (targets: readonly Target[]): AskedFigure[] =>
  targets.map(({ indicator, name, measure, direction, aggregation, value }) => ({ indicator, name, measure, direction, aggregation, planned: value }));
