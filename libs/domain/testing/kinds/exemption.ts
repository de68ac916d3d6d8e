import { isToCome } from '../../exemption/exemption.ts';
import type { Exemptible } from '../../exemption/exemption.ts';
import type { UnitYearEvent } from '../../unit-year/events.ts';
import { by } from './chance.ts';
import type { Chance, Situation } from './chance.ts';

/** 无此项任务, 要求办理, 免予: what reports, plans and meetings share. */
export const exemptionEdges = { declareNoTask: 'declareNoTask', requireTask: 'require', waiveDuty: 'waive' } as const;
const all = Object.keys(exemptionEdges);
/** What no state but the first, and 无此项任务 itself, allows. */
export const noExemption: readonly string[] = all;
export const butRequire: readonly string[] = all.filter((name) => name !== 'requireTask');
export const butWaive: readonly string[] = all.filter((name) => name !== 'waiveDuty');
export const onlyRequireBarred: readonly string[] = ['requireTask'];

type Duty = Exemptible & { status: string };

const leaderOf = ({ start }: Situation): string => `${start.unit.id}/leader`;
const aboveOf = ({ start }: Situation): string => `${start.superior.id}/leader`;

/** Seldom (one throw in `oneIn`), so that most of a year is lived: which duty it falls on follows from the dice. */
export function possibleExemptions(duty: Duty, situation: Situation, oneIn = 29): Chance[] {
  const { at, detail, state } = situation;
  const nth = Object.keys(state.duties).indexOf(duty.key);
  const waived = (weight: number): Chance => by(weight, 'waiveDuty', { duty: duty.key, reason: '机构调整', document: { number: '示文〔2026〕9号', title: '关于免予的通知' } }, aboveOf(situation));
  switch (duty.status) {
    case 'awaited':
      return [
        ...(isToCome(duty, at) && (detail + nth) % oneIn === 0 ? [by(22, 'declareNoTask', { duty: duty.key, reason: '今年没有这项任务' }, leaderOf(situation))] : []),
        ...((detail + nth) % 23 === 1 ? [waived(16)] : []),
      ];
    case 'returned':
      return [waived(8)];
    case 'noTask':
      return isToCome(duty, at) && (detail + nth) % 2 === 0 ? [by(110, 'requireTask', { duty: duty.key, reason: '经核，仍有这项任务' }, aboveOf(situation))] : [];
    default:
      return [];
  }
}

export function wrongExemptions(duty: Duty, situation: Situation): Chance[] {
  if (isToCome(duty, situation.at)) return [];
  if (duty.status === 'awaited') return [by(6, 'declareNoTask', { duty: duty.key, reason: '今年没有这项任务' }, leaderOf(situation))];
  return duty.status === 'noTask' ? [by(20, 'requireTask', { duty: duty.key, reason: '经核，仍有这项任务' }, aboveOf(situation))] : [];
}

export function exemptionEdgeTaken(event: UnitYearEvent): string | null {
  switch (event.type) {
    case 'noTaskDeclared': return 'declareNoTask';
    case 'taskRequired': return 'require';
    case 'dutyWaived': return 'waive';
    default: return null;
  }
}
