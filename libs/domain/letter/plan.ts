import type { LetterPolicy } from '../../contracts/policy.ts';
import { startOf, targetsOf } from '../policy/planning.ts';
import type { Planning } from '../policy/planning.ts';
import type { LetterStart } from './letter.ts';

/** The letter a unit is to sign: its targets, its documents, who countersigns. */
export function planLetter(duty: LetterPolicy, planning: Planning): LetterStart[] {
  const { terms, unit, isDirect } = planning;
  return [{
    ...startOf(planning, duty, duty.id),
    kind: 'letter',
    title: { zh: `${terms.year}年${duty.title.zh}`, en: `${duty.title.en} ${terms.year}` },
    ...terms.letterDocuments,
    targets: targetsOf(terms.pack, unit),
    needsCountersign: duty.countersignedFor.includes(unit.type),
    issueAtLaunch: isDirect,
  }];
}
