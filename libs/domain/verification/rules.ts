import type { VerificationPolicy } from '../../contracts/policy.ts';
import { endCall, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened } from '../decider.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { DutyCommand, ObligationKind } from '../unit-year/obligation-kind.ts';
import { planVerifications } from './plan.ts';
import { opinionOf, verificationTransitions } from './verification.ts';
import type { Dispute, Opinion, Verification, VerificationStart, VerificationStatus } from './verification.ts';

/** Confirms every figure of the department that it has not confirmed yet. */
const confirm: DutyCommand<Verification, { duty: string }> = {
  who: { function: 'verifier', of: 'department' },
  edge: 'confirm',
  decide: (verification, _input, context) => [{ type: 'figuresConfirmed', duty: verification.key, indicators: unconfirmed(verification), by: context.person }],
};

/**
 * Disputes figures of the department's own, each with a reason and, if it has one, its own figure. The others it is asked
 * for are confirmed by the same act.
 *
 * @rejects notYourFigure, figureTwice, disputeEqualsFigure
 */
const dispute: DutyCommand<Verification, { duty: string; disputes: Dispute[] }> = {
  who: { function: 'verifier', of: 'department' },
  edge: 'dispute',
  decide(verification, { disputes }, context) {
    const seen = new Set<string>();
    for (const [index, { indicator, value }] of disputes.entries()) {
      const own = verification.figures.find((one) => one.indicator === indicator);
      if (!own) return reject('notYourFigure', { indicator, department: verification.department.name, own: verification.figures.map(({ name }) => name) }, `/disputes/${index}/indicator`);
      if (seen.has(indicator)) return reject('figureTwice', { indicator }, `/disputes/${index}/indicator`);
      seen.add(indicator);
      if (value !== undefined && value === verification.values[indicator]) return reject('disputeEqualsFigure', { name: own.name, value, measure: own.measure }, `/disputes/${index}/value`);
    }
    return [{
      type: 'figuresDisputed', duty: verification.key, by: context.person,
      disputes: disputes.map(({ indicator, value, reason }) => ({ indicator, value: value ?? null, reason })),
      confirmed: unconfirmed(verification).filter((indicator) => !seen.has(indicator) && opinionOf(verification, indicator) === null),
    }];
  },
};

const unconfirmed = (verification: Verification): string[] =>
  verification.figures.map(({ indicator }) => indicator).filter((indicator) => opinionOf(verification, indicator)?.opinion !== 'confirmed');

// Whoever is late here, it is not the unit whose figures they are.
const standings = { idle: 'notYet', waiting: 'waiting', unverified: 'waiting', confirmed: 'done', disputed: 'waiting', concluded: 'done', lapsed: 'void' } as const;

export const verificationKind = {
  kind: 'verification',
  plan: planVerifications,
  open: ({ report, department, figures }, base) => ({
    ...base, kind: 'verification', status: 'idle', report, department, figures, values: {}, asked: [], opinions: {}, openedAt: null, answeredAt: null, concludedAt: null,
  }),
  transitions: verificationTransitions,
  settled: ['concluded', 'lapsed'],
  commands: { confirmFigures: confirm, disputeFigures: dispute },
  evolve,
  waitingPosts: (verification) => verification.calls[verification.call?.name ?? '']?.posts ?? [],
  changesAt: (verification) => (verification.status === 'waiting' ? (verification.call?.dueAt ?? null) : null),
  change: (verification) => ({ type: 'verificationExpired', duty: verification.key }),
  facts: (verification) => ({
    standing: standings[verification.status],
    opensAt: verification.openedAt ?? '9999-12-31T00:00:00.000Z',
    firstSubmittedAt: null,
    onTime: null,
    completeAt: verification.concludedAt,
  }),
  lapse: (verification) => endCall({ ...verification, status: verification.status === 'concluded' ? 'concluded' : 'lapsed' }),
} as const satisfies ObligationKind<Verification, VerificationStart, VerificationPolicy>;

function evolve(verification: Verification, event: Happened<UnitYearEvent>): Verification {
  const { at } = event;
  switch (event.type) {
    case 'verificationOpened': {
      const values = Object.fromEntries(event.figures.map(({ indicator, value }) => [indicator, value]));
      return startCall({ ...verification, status: 'waiting', values, asked: event.asked, openedAt: at, answeredAt: null, originalDueOn: verification.originalDueOn ?? event.dueOn }, 'verify', at, event.dueOn);
    }
    case 'figuresConfirmed':
      return answered(verification, 'confirmed', saidOf(verification, event.indicators, { opinion: 'confirmed', by: event.by, at }), at);
    case 'figuresDisputed': {
      const opinions = saidOf(verification, event.confirmed, { opinion: 'confirmed', by: event.by, at });
      for (const { indicator, value, reason } of event.disputes) {
        opinions[indicator] = { opinion: 'disputed', value: verification.values[indicator] ?? 0, by: event.by, at, reason, ...(value === null ? {} : { proposed: value }) };
      }
      return answered(verification, 'disputed', opinions, at);
    }
    case 'verificationExpired':
      return { ...verification, status: 'unverified' };
    case 'verificationClosed':
      return endCall({ ...verification, status: 'idle', asked: [] });
    case 'verificationConcluded':
      return endCall({ ...verification, status: 'concluded', concludedAt: at, asked: [] });
    default:
      return verification;
  }
}

const saidOf = (verification: Verification, indicators: readonly string[], said: Omit<Opinion, 'value'>): Record<string, Opinion> =>
  Object.fromEntries(indicators.map((indicator) => [indicator, { ...said, value: verification.values[indicator] ?? 0 }]));

const answered = (verification: Verification, status: VerificationStatus, opinions: Record<string, Opinion>, at: string): Verification =>
  endCall({ ...verification, status, opinions: { ...verification.opinions, ...opinions }, asked: [], answeredAt: at });
