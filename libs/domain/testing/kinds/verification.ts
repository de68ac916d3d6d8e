import type { Verification } from '../../verification/verification.ts';
import { by, pick } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';

export const verificationActs: KindActs<Verification> = {
  kind: 'verification',
  first: 'idle',
  terminal: ['concluded', 'lapsed'],
  edges: { confirmFigures: 'confirm', disputeFigures: 'dispute' },
  barredIn: {
    idle: ['confirmFigures'],
    confirmed: ['confirmFigures', 'disputeFigures'],
    disputed: ['disputeFigures'],
    concluded: ['disputeFigures'],
  },
  possible,
  wrong,
  edgeTaken(event) {
    switch (event.type) {
      case 'verificationOpened': return 'open';
      case 'figuresConfirmed': return 'confirm';
      case 'figuresDisputed': return 'dispute';
      case 'verificationExpired': return 'expire';
      case 'verificationClosed': return 'close';
      case 'verificationConcluded': return 'conclude';
      default: return null;
    }
  },
};

function possible(verification: Verification, { detail }: Situation): Chance[] {
  const verifier = verification.calls['verify']?.posts[0] ?? '';
  const confirm = (weight: number): Chance => by(weight, 'confirmFigures', { duty: verification.key }, verifier);
  switch (verification.status) {
    case 'waiting':
    case 'unverified':
      return [confirm(11), by(14, 'disputeFigures', { duty: verification.key, disputes: [disputeOf(verification, detail)] }, verifier)];
    case 'disputed':
      return [confirm(4)];
    case 'idle':
    case 'confirmed':
    case 'concluded':
    case 'lapsed':
      return [];
    default:
      return verification.status satisfies never;
  }
}

function disputeOf(verification: Verification, detail: number): { indicator: string; value?: number; reason: string } {
  const indicator = pick(verification.figures, detail)?.indicator ?? '';
  return { indicator, reason: '与部门台账不符', ...(detail % 2 === 0 ? { value: (verification.values[indicator] ?? 0) + 1 } : {}) };
}

function wrong(verification: Verification, { detail }: Situation): Chance[] {
  if (verification.status !== 'waiting' && verification.status !== 'unverified') return [];
  const verifier = verification.calls['verify']?.posts[0] ?? '';
  const good = disputeOf(verification, detail);
  const dispute = (weight: number, ...disputes: object[]): Chance => by(weight, 'disputeFigures', { duty: verification.key, disputes }, verifier);
  return [
    dispute(5, { ...good, indicator: 'noSuchIndicator' }),
    dispute(5, good, good),
    dispute(5, { ...good, value: verification.values[good.indicator] ?? 0 }),
  ];
}
