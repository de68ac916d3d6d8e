import { dueWithin, endCall, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened, Rejection } from '../decider.ts';
import { localDateOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { DutyCommand } from '../unit-year/obligation-kind.ts';
import { isOther, notStated, supplementCall, withFigures, withVersion } from './letter.ts';
import type { DocumentReference, Letter, LetterEvent, Target, TargetFigure } from './letter.ts';

interface SupplementInput {
  duty: string;
  targets: TargetFigure[];
  requiredBy: DocumentReference;
  reason: string;
}

/**
 * The first figure that cannot stand beside the targets it is to change.
 *
 * @returns unknownIndicator, targetTwice, yearEndOnly, periodNotPlanned; null when all can
 */
export function figureAtFault(targets: readonly Target[], figures: readonly TargetFigure[]): Rejection | null {
  for (const [index, { indicator, byPeriod }] of figures.entries()) {
    const target = targets.find((one) => one.indicator === indicator);
    if (!target) return reject('unknownIndicator', { indicator, known: targets.map((one) => one.indicator) }, `/targets/${index}/indicator`);
    if (figures.findIndex((one) => one.indicator === indicator) < index) return reject('targetTwice', { indicator, name: target.name }, `/targets/${index}/indicator`);
    const fault = periodAtFault(target, byPeriod);
    if (fault) return { ...fault, pointer: `/targets/${index}/byPeriod` };
  }
  return null;
}

/** Only periods for which the target has a plan; a target of the year's end has none. */
export function periodAtFault({ name, period, byPeriod: planned }: Pick<Target, 'name' | 'period' | 'byPeriod'>, byPeriod: Record<string, number> | undefined): Rejection | null {
  const unplanned = Object.keys(byPeriod ?? {}).find((one) => planned[one] === undefined);
  if (unplanned === undefined) return null;
  return period === 'yearEnd' ? reject('yearEndOnly', { name }) : reject('periodNotPlanned', { name, period: unplanned, known: Object.keys(planned) });
}

/**
 * Supplements a letter in force: its targets change once everybody has signed anew; until then the version in force
 * stays. The signing date counts from today.
 *
 * @rejects unknownIndicator, targetTwice, yearEndOnly, periodNotPlanned, supplementChangesNothing
 * @see N9, D29
 */
export const supplementLetter: DutyCommand<Letter, SupplementInput> = {
  who: { function: 'issuer', of: 'superior' },
  edge: 'supplement',
  decide(letter, { targets, requiredBy, reason }, context) {
    const fault = figureAtFault(letter.targets, targets);
    if (fault) return fault;
    const same = targets.findIndex((figure) => letter.targets.some((target) => target.indicator === figure.indicator && !isOther(target, figure)));
    if (same >= 0) {
      const target = letter.targets.find(({ indicator }) => indicator === targets[same]?.indicator);
      return reject('supplementChangesNothing', { name: target?.name ?? '', target: target?.value ?? 0, measure: target?.measure ?? '' }, `/targets/${same}/value`);
    }
    return [{
      type: 'letterSupplemented', duty: letter.key, targets, requiredBy, reason, by: context.person,
      dueOn: dueWithin(letter, supplementCall(letter), localDateOf(context.now), context.timing),
    }];
  },
};

/** Takes a supplement back before everybody has signed it; the version in force was never touched. */
export const withdrawSupplement: DutyCommand<Letter, { duty: string; reason: string }> = {
  who: { function: 'issuer', of: 'superior' },
  edge: 'withdraw',
  decide: (letter, { reason }, context) => [{ type: 'supplementWithdrawn', duty: letter.key, reason, by: context.person }],
};

/** The letter while its supplement is signed: the signatures of the version in force stand in the chain. */
export function supplementing(letter: Letter, { targets, requiredBy, reason, by, dueOn, at }: Happened<Extract<LetterEvent, { type: 'letterSupplemented' }>>): Letter {
  return startCall({
    ...letter, status: 'supplementing', originalDueOn: dueOn, signatures: [], countersignature: null,
    supplement: { targets, requiredBy, reason, by, at, formerDueOn: letter.originalDueOn },
  }, supplementCall(letter), at, dueOn);
}

/** The letter as it was before the supplement. */
export function withoutSupplement(letter: Letter): Letter {
  const version = letter.versions.at(-1);
  return endCall({
    ...letter, status: 'inForce', supplement: null, originalDueOn: letter.supplement?.formerDueOn ?? null,
    signatures: version?.signatures ?? [], countersignature: version?.countersignature ?? null,
  });
}

/** The letter when the last signature it needs is there: first issued, or supplemented. */
export function inForce(letter: Letter, at: Instant): Letter {
  const { supplement } = letter;
  const targets = supplement ? withFigures(letter.targets, supplement.targets) : letter.targets;
  const version = supplement ? letter.version + 1 : letter.version;
  const chain = supplement ? withVersion(letter, { version, origin: 'supplement', at, document: supplement.requiredBy, targets }) : letter.versions;
  const { signatures, countersignature } = letter;
  const versions = chain.map((one, index) => (index === chain.length - 1 ? { ...one, inForceAt: at, signatures, countersignature } : one));
  return endCall({
    ...letter, status: 'inForce', targets, version, versions, supplement: null, inForceAt: letter.inForceAt ?? at,
    toSupplement: notStated(targets, letter.toSupplement),
  });
}
