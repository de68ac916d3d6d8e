import type { TransitionTable } from '../decider.ts';
import { unsignedPosts } from '../letter/letter.ts';
import type { Letter } from '../letter/letter.ts';
import type { Actor } from '../may.ts';
import { reaches } from '../report/report.ts';
import type { AskedFigure, Figure, Report } from '../report/report.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYear, UnitYearStart } from '../unit-year/state.ts';
import type { Act } from './life.ts';

/** An act that may be drawn, as often as its weight says. */
export interface Chance extends Act {
  weight: number;
}

/** What the drawing may look at. */
export interface Situation {
  state: UnitYear;
  start: UnitYearStart;
  at: Instant;
  /** One person in all leading posts (一肩挑). */
  isOneLeader: boolean;
  /** Any number: decides the details of an act. */
  detail: number;
}

/** What the table asks of each command, written down a second time. */
export const edgeOf: Readonly<Record<string, { kind: 'letter' | 'report'; edge: string }>> = {
  signLetter: { kind: 'letter', edge: 'sign' },
  objectToLetter: { kind: 'letter', edge: 'object' },
  reviseLetter: { kind: 'letter', edge: 'revise' },
  refuseObjection: { kind: 'letter', edge: 'refuse' },
  countersignLetter: { kind: 'letter', edge: 'countersign' },
  voidLetter: { kind: 'letter', edge: 'void' },
  submitReport: { kind: 'report', edge: 'submit' },
  returnReport: { kind: 'report', edge: 'return' },
  acceptReport: { kind: 'report', edge: 'accept' },
};

/** A table's edges in a line each, `letter issued –object→ objected`. */
export const edgesOf = (name: string, table: TransitionTable): string[] =>
  Object.entries(table).flatMap(([from, edges]) => Object.entries(edges).map(([edge, to]) => `${name} ${from} –${edge}→ ${to}`)).sort();

export const holderOf = (...posts: string[]): Actor => ({ account: posts[0] ?? '', person: `${posts[0]} 的任职者`, posts: posts.map((post) => ({ post, tenure: `${post}/1` })) });

const by = (weight: number, name: string, input: { duty: string } & Record<string, unknown>, ...posts: string[]): Chance =>
  ({ weight, command: { name, input }, actor: holderOf(...posts) });
const bySystem = (weight: number, name: string, input: unknown): Chance => ({ weight, command: { name, input } as Chance['command'], actor: null });

const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length];
const openLetters = (state: UnitYear): Letter[] => Object.values(state.duties).filter((duty) => duty.kind === 'letter');
const reportsIn = (state: UnitYear): Report[] => Object.values(state.duties).filter((duty) => duty.kind === 'report');
const superiorStream = ({ start }: Situation): string => `unit-year/${start.cycle}/${start.superior.id}`;
const nextMessage = ({ state }: Situation, from: string): number => (state.heard[from] ?? 0) + 1;

/** Acts that the state allows, for whoever holds the post that owes them. */
export function possibleActs(situation: Situation): Chance[] {
  const { state } = situation;
  if (state.status !== 'open') return [];
  return [...openLetters(state).flatMap((letter) => letterActs(letter, situation)), ...reportsIn(state).flatMap((report) => reportActs(report, situation))];
}

/** What the system may do at any time while the year is open: bring news, end the year. */
export function systemActs(situation: Situation): Chance[] {
  const from = superiorStream(situation);
  // A year may end in any state: also in those that seldom last.
  const isBetween = openLetters(situation.state).some(({ status }) => status === 'objected' || status === 'countersigning');
  return [
    bySystem(6, 'hear', { from, n: nextMessage(situation, from) + (situation.detail % 3), body: { kind: 'allocationOfTargets' } }),
    bySystem(isBetween ? 8 : 2, 'endYear', { reason: 'cancelled' }),
  ];
}

function letterActs(letter: Letter, situation: Situation): Chance[] {
  const { isOneLeader, detail } = situation;
  const issuers = letter.calls['answer']?.posts ?? [];
  const issuer = pick(issuers, detail) ?? '';
  const unsigned = unsignedPosts(letter);
  const voided = (weight: number): Chance => by(weight, 'voidLetter', { duty: letter.key, reason: '机构调整，重新签订' }, issuer);
  switch (letter.status) {
    case 'drafted': {
      const from = superiorStream(situation);
      return [bySystem(90, 'hear', { from, n: nextMessage(situation, from), body: { kind: 'superiorLetterInForce', version: 1 } }), voided(5)];
    }
    case 'issued':
      return [
        by(80, 'signLetter', { duty: letter.key }, ...(isOneLeader ? unsigned : unsigned.slice(0, 1))),
        by(letter.objections.length < 3 ? 70 : 3, 'objectToLetter', objection(letter, detail), pick(letter.calls['sign']?.posts ?? [], detail) ?? ''),
        voided(5),
      ];
    case 'objected': {
      const objected = letter.targets.find((target) => target.indicator === letter.objections.at(-1)?.indicator);
      return [
        by(50, 'reviseLetter', { duty: letter.key, value: (objected?.value ?? 0) + 1 + (detail % 7), reason: '按实际情况调整' }, issuer),
        by(50, 'refuseObjection', { duty: letter.key, reason: '依据上级下达任务，不予调整' }, issuer),
        voided(10),
      ];
    }
    case 'countersigning':
      return [by(90, 'countersignLetter', { duty: letter.key }, issuer), voided(8)];
    case 'inForce':
      return [voided(2)];
    case 'voided':
    case 'lapsed':
      return [];
    default:
      return letter.status satisfies never;
  }
}

function objection(letter: Letter, detail: number): { duty: string; indicator: string; reason: string; proposed: number } {
  const target = pick(letter.targets, detail);
  return { duty: letter.key, indicator: target?.indicator ?? '', reason: '基数有误', proposed: (target?.value ?? 0) - 1 - (detail % 3) };
}

function reportActs(report: Report, { at, detail }: Situation): Chance[] {
  const reporter = report.calls['report']?.posts[0] ?? '';
  const reviewer = report.calls['review']?.posts[0] ?? '';
  switch (report.status) {
    case 'awaited':
      return at < report.opensAt ? [] : [by(70, 'submitReport', submission(report, detail), reporter)];
    case 'submitted':
      return [
        by(50, 'acceptReport', { duty: report.key }, reviewer),
        by(report.submissions.length < 3 ? 40 : 3, 'returnReport', { duty: report.key, comments: commentsOn(report, detail) }, reviewer),
      ];
    case 'returned':
      return [by(80, 'submitReport', submission(report, detail), reporter)];
    case 'accepted':
    case 'lapsed':
      return [];
    default:
      return report.status satisfies never;
  }
}

/** A form filled as asked, sometimes short of the plan with the cause given; never twice the same. */
export function submission(report: Report, detail: number): { duty: string; figures: Figure[]; problems: string; nextSteps: string } {
  const figures = report.asked.map((asked, index): Figure => {
    const value = detail % 5 === index ? asked.planned - 3 : asked.planned;
    return reaches(asked, value) ? { indicator: asked.indicator, value } : { indicator: asked.indicator, value, cause: '台风影响' };
  });
  return { duty: report.key, figures, problems: `第${report.submissions.length + 1}次报送`, nextSteps: '继续推进' };
}

const commentsOn = (report: Report, detail: number): { field: string; comment: string }[] =>
  [{ field: pick(['problems', 'nextSteps', ...report.asked.map((asked) => `figures.${asked.indicator}`)], detail) ?? '', comment: '请核实' }];

/** Acts that must be refused, each for its own reason. */
export function wrongActs(situation: Situation): Chance[] {
  const { state, start } = situation;
  const again = Object.entries(state.heard).map(([from, n]) => bySystem(20, 'hear', { from, n, body: { kind: 'superiorLetterInForce', version: 1 } }));
  const duties = Object.values(state.duties);
  const stranger = duties.flatMap((duty) => [
    by(2, duty.kind === 'letter' ? 'acceptReport' : 'signLetter', { duty: duty.key }, 'x/y'),
    by(2, 'extendDeadline', { duty: duty.key }, 'x/y'),
  ]);
  const barred = duties.flatMap((duty) => Object.entries(edgeOf)
    .filter(([, { kind }]) => kind === duty.kind)
    .map(([name]) => by(1, name, { duty: duty.key }, 'x/y')));
  const nobody = possibleActs(situation).filter((one) => one.actor !== null).map((one): Chance => ({ ...one, weight: 3, actor: null }));
  return [
    bySystem(4, 'openYear', start), by(6, 'acceptReport', { duty: 'progress-Q9' }, 'x/y'), ...again, ...stranger,
    ...(state.status === 'open' ? nobody : []),
    ...openLetters(state).flatMap((letter) => wrongLetterActs(letter, situation)),
    ...reportsIn(state).flatMap((report) => wrongReportActs(report, situation)),
    // Only in a state without the edge: elsewhere they would be refused for another reason, or accepted.
    ...barred.filter(({ command }) => isBarred(state, command)),
  ];
}

const barredIn: Readonly<Record<string, readonly string[]>> = {
  drafted: ['signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection', 'countersignLetter'],
  issued: ['reviseLetter', 'refuseObjection', 'countersignLetter'],
  objected: ['signLetter', 'objectToLetter', 'countersignLetter'],
  countersigning: ['signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection'],
  inForce: ['signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection', 'countersignLetter'],
  voided: ['signLetter', 'voidLetter'],
  awaited: ['returnReport', 'acceptReport'],
  submitted: ['submitReport'],
  returned: ['returnReport', 'acceptReport'],
  accepted: ['submitReport', 'returnReport', 'acceptReport'],
};

const isBarred = (state: UnitYear, command: Act['command']): boolean =>
  barredIn[state.duties[(command.input as { duty: string }).duty]?.status ?? '']?.includes(command.name) ?? false;

function wrongLetterActs(letter: Letter, { detail }: Situation): Chance[] {
  const signers = letter.calls['sign']?.posts ?? [];
  const issuer = letter.calls['answer']?.posts[0] ?? '';
  const signed = letter.signatures.flatMap((signature) => signature.posts);
  const wrong = objection(letter, detail);
  const target = letter.targets.find((one) => one.indicator === letter.objections.at(-1)?.indicator);
  if (letter.status === 'issued') {
    return [
      ...(signed.length > 0 ? [by(90, 'signLetter', { duty: letter.key }, ...signed)] : []),
      by(20, 'signLetter', { duty: letter.key }, issuer),
      by(20, 'objectToLetter', { ...wrong, indicator: 'noSuchIndicator' }, signers[0] ?? ''),
      by(20, 'objectToLetter', { ...wrong, proposed: letter.targets.find((one) => one.indicator === wrong.indicator)?.value ?? 0 }, signers[0] ?? ''),
    ];
  }
  return letter.status === 'objected' ? [by(60, 'reviseLetter', { duty: letter.key, value: target?.value ?? 0, reason: '维持原值' }, issuer)] : [];
}

function wrongReportActs(report: Report, { at, detail }: Situation): Chance[] {
  const reporter = report.calls['report']?.posts[0] ?? '';
  const reviewer = report.calls['review']?.posts[0] ?? '';
  const good = submission(report, detail);
  const submit = (weight: number, change: Partial<typeof good>): Chance => by(weight, 'submitReport', { ...good, ...change }, reporter);
  if (report.status === 'submitted') return [by(30, 'returnReport', { duty: report.key, comments: [{ field: 'figures.noSuchIndicator', comment: '请核实' }] }, reviewer)];
  if (report.status !== 'awaited' && report.status !== 'returned') return [];
  if (at < report.opensAt) return [submit(3, {})];
  const last = report.submissions.at(-1);
  return [
    submit(15, { figures: good.figures.slice(1) }),
    submit(15, { figures: [...good.figures, { indicator: 'noSuchIndicator', value: 1 }] }),
    submit(15, { figures: [...good.figures, ...good.figures.slice(0, 1)] }),
    submit(15, { figures: report.asked.map((asked) => ({ indicator: asked.indicator, value: shortOf(asked) })) }),
    ...(last ? [submit(60, { figures: last.figures, problems: last.problems, nextSteps: last.nextSteps })] : []),
  ];
}

/** A figure that misses the plan whatever its direction. */
export const shortOf = ({ direction, planned }: AskedFigure): number => (direction === 'atMost' ? planned + 1 : planned - 1);
