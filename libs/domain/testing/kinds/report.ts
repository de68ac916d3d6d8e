import type { Attachment } from '../../attachment/attachment.ts';
import { reaches } from '../../report/report.ts';
import type { AskedFigure, Figure, Report } from '../../report/report.ts';
import { localDateOf } from '../../time/instant.ts';
import { by, holderOf, pick } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';
import { butRequire, butWaive, exemptionEdges, exemptionEdgeTaken, noExemption, onlyRequireBarred, possibleExemptions, wrongExemptions } from './exemption.ts';

export const reportActs: KindActs<Report> = {
  kind: 'report',
  first: 'awaited',
  terminal: ['accepted', 'waived', 'lapsed'],
  edges: { submitReport: 'submit', submitNil: 'submit', passStep: 'pass', passStepOffline: 'pass', returnStep: 'handBack', returnReport: 'return', acceptReport: 'accept', ...exemptionEdges },
  barredIn: {
    awaited: ['returnReport', 'acceptReport', ...onlyRequireBarred, 'passStep', 'passStepOffline', 'returnStep'],
    inside: ['submitReport', 'returnReport', 'acceptReport'],
    handedBack: ['passStep', 'passStepOffline', 'returnStep', 'acceptReport'],
    submitted: ['submitReport', 'submitNil', ...noExemption, 'passStep', 'returnStep'],
    returned: ['returnReport', 'acceptReport', ...butWaive],
    accepted: ['submitReport', 'submitNil', 'returnReport', 'acceptReport', ...noExemption],
    noTask: ['submitReport', 'submitNil', ...butRequire],
    waived: ['submitReport', 'acceptReport', ...noExemption],
  },
  possible,
  wrong,
  edgeTaken(event, was) {
    switch (event.type) {
      case 'reportPrepared': return was.status === 'handedBack' ? 'submit' : 'prepare';
      case 'stepPassed': return 'pass';
      case 'stepReturned': return 'handBack';
      case 'reportSubmitted': return was.status === 'inside' ? 'complete' : 'submit';
      case 'reportReturned': return 'return';
      case 'reportAccepted': return 'accept';
      default: return exemptionEdgeTaken(event);
    }
  },
};

/** The step that has the paper, told from the form: the first whose posts have not all (or one of them) passed. */
function holdersOf(report: Report): string[] {
  for (const { id, mode, posts } of report.steps) {
    const done = report.draft?.passed.flatMap((one) => (one.step === id ? one.posts : [])) ?? [];
    if (mode === 'all' ? posts.some((post) => !done.includes(post)) : done.length === 0) return posts.filter((post) => !done.includes(post));
  }
  return [];
}

const scan = 'a'.repeat(64);
const onPaper = (report: Report, at: string, post: string): { duty: string } & Record<string, unknown> =>
  ({ duty: report.key, post, signer: `${post} 的任职者`, signedOn: localDateOf(at), document: scan });

function possible(report: Report, situation: Situation): Chance[] {
  const { at, detail, isOneLeader } = situation;
  const reporter = report.calls['report']?.posts[0] ?? '';
  const reviewer = report.calls['review']?.posts[0] ?? '';
  switch (report.status) {
    case 'awaited':
      return [...(at < report.opensAt ? [] : [by(70, 'submitReport', submission(report, detail), reporter), ...nil(report, reporter)]), ...possibleExemptions(report, situation)];
    case 'inside': {
      const holders = holdersOf(report);
      const holder = pick(holders, detail) ?? '';
      return [
        by(90, 'passStep', { duty: report.key }, ...(isOneLeader ? holders : [holder])),
        by(30, 'passStepOffline', onPaper(report, at, holder), reporter),
        by(report.draft?.handedBack ? 2 : 24, 'returnStep', { duty: report.key, reason: '数据再核' }, holder),
      ];
    }
    case 'handedBack':
      return [by(90, 'submitReport', submission(report, detail), reporter)];
    case 'submitted':
      return [
        by(50, 'acceptReport', { duty: report.key, despite: '经现场核对，以单位所报为准' }, reviewer),
        by(report.submissions.length < 3 ? 40 : 3, 'returnReport', { duty: report.key, comments: commentsOn(report, detail) }, reviewer),
      ];
    case 'returned':
      return [by(80, 'submitReport', submission(report, detail), reporter), ...nil(report, reporter), ...possibleExemptions(report, situation)];
    case 'noTask':
      return possibleExemptions(report, situation);
    case 'accepted':
    case 'waived':
    case 'lapsed':
      return [];
    default:
      return report.status satisfies never;
  }
}

/** A nil return where the pack allows one; never twice the same. */
const nil = (report: Report, reporter: string): Chance[] =>
  (report.isNilAllowed ? [by(28, 'submitNil', { duty: report.key, reason: `第${report.submissions.length + 1}次：本期没有发生` }, reporter)] : []);

/** A form filled as asked, sometimes short of the plan with the cause given; never twice the same. */
export function submission(report: Report, detail: number): { duty: string; figures: Figure[]; problems: string; nextSteps: string; attachments?: Attachment[] } {
  const figures = report.asked.map((asked, index): Figure => {
    const value = detail % 5 === index ? asked.planned - 3 : asked.planned;
    const compiled = report.compiled.find((one) => one.indicator === asked.indicator)?.value ?? value;
    return reaches(asked, value) && value === compiled ? { indicator: asked.indicator, value } : { indicator: asked.indicator, value, cause: '台风影响' };
  });
  return { duty: report.key, figures, problems: `第${report.submissions.length + 1}次报送${report.draft?.handedBack ? '，已再核' : ''}`, nextSteps: '继续推进', ...([4, 7].includes(detail % 10) ? { attachments: [{ sha256: scan, name: `名册${detail % 2}.pdf` }] } : {}) };
}

const commentsOn = (report: Report, detail: number): { field: string; comment: string }[] =>
  [{ field: pick(['problems', 'nextSteps', ...report.asked.map((asked) => `figures.${asked.indicator}`)], detail) ?? '', comment: '请核实' }];

function wrong(report: Report, situation: Situation): Chance[] {
  const { at, detail, state } = situation;
  const reporter = report.calls['report']?.posts[0] ?? '';
  const reviewer = report.calls['review']?.posts[0] ?? '';
  const good = submission(report, detail);
  const submit = (weight: number, change: Partial<typeof good>): Chance => by(weight, 'submitReport', { ...good, ...change }, reporter);
  if (report.status === 'inside') {
    const [holder = ''] = holdersOf(report);
    const paper = onPaper(report, at, holder);
    return [
      by(20, 'passStep', { duty: report.key }, reporter),
      by(10, 'returnStep', { duty: report.key, reason: '数据再核' }, reviewer),
      by(10, 'passStepOffline', { ...paper, post: reviewer }, reporter),
      by(20, 'passStepOffline', { ...paper, signedOn: '2031-01-01' }, reporter),
      by(20, 'passStepOffline', { ...paper, signedOn: '2025-12-31' }, reporter),
      by(20, 'passStepOffline', { ...paper, signer: holderOf(reporter).person }, reporter),
    ];
  }
  if (report.status === 'handedBack') return [];
  const isDisputed = Object.values(state.duties).some((duty) => duty.kind === 'verification' && duty.report === report.key && duty.status === 'disputed');
  if (report.status === 'submitted') return [...(isDisputed ? [by(90, 'acceptReport', { duty: report.key }, reviewer)] : []), by(30, 'returnReport', { duty: report.key, comments: [{ field: 'figures.noSuchIndicator', comment: '请核实' }] }, reviewer)];
  if (report.status !== 'awaited' && report.status !== 'returned') return wrongExemptions(report, situation);
  if (at < report.opensAt) return [submit(3, {})];
  const last = report.submissions.at(-1);
  const differing = report.compiled.find((one) => one.value !== report.asked.find((asked) => asked.indicator === one.indicator)?.planned);
  return [
    ...(report.isNilAllowed ? [] : [by(5, 'submitNil', { duty: report.key, reason: '本期没有发生' }, reporter)]),
    ...(differing ? [submit(500, { figures: report.asked.map(({ indicator, planned }) => ({ indicator, value: planned })) })] : []),
    ...wrongExemptions(report, situation),
    submit(15, { figures: good.figures.slice(1) }),
    submit(15, { figures: [...good.figures, { indicator: 'noSuchIndicator', value: 1 }] }),
    submit(15, { figures: [...good.figures, ...good.figures.slice(0, 1)] }),
    submit(15, { figures: report.asked.map((asked) => ({ indicator: asked.indicator, value: shortOf(asked) })) }),
    ...(last ? [submit(60, { figures: last.figures, problems: last.problems, nextSteps: last.nextSteps, attachments: last.attachments ?? [] })] : []),
  ];
}

/** A figure that misses the plan whatever its direction. */
export const shortOf = ({ direction, planned }: AskedFigure): number => (direction === 'atMost' ? planned + 1 : planned - 1);
