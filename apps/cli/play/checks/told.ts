import { dateOf, slotAfter } from './calendar.ts';
import { nameOf, stageAt } from './duties.ts';
import type { Duty, Span } from './duties.ts';
import type { Expected, Manifest } from './expect.ts';
import { administratorPost, calls, departmentHeadPost, leadersInCharge, postsOf, verifierPost } from './ladders.ts';
import type { Stage, Told } from './ladders.ts';
import { isPaused } from './pauses.ts';
import type { Spell } from './pauses.ts';

/** Whoever assists is told of an issued order at the slot after. */
export function tellAssisting(manifest: Manifest, { issuedAt, assisting }: Duty, obligation: string, { notices }: Expected): void {
  for (const id of issuedAt === null ? [] : assisting) {
    const unit = manifest.units.find((one) => one.id === id);
    const post = `${id}/${unit ? postsOf[unit.type].reporter : ''}`;
    const key = `${obligation}/issue.assisting/1/${post}`;
    notices.set(key, { key, at: slotAfter(issuedAt ?? ''), obligation, stage: 'issue.assisting', post });
  }
}

/** Each stage that fell while the duty still waited, up to where the clock stands: once, for each post. */
export function tellStages(manifest: Manifest, duty: Duty, obligation: string, span: Span, spells: readonly Spell[], expected: Expected): void {
  const { clock } = manifest;
  const moves = span.held.map(({ from }) => from);
  const instants = calls[span.call].stages.flatMap((stage): { stage: Stage; at: string; from: string | null }[] =>
    (stage.when === 'held' ? moves.map((from) => ({ stage, at: slotAfter(from), from })) : [{ stage, at: stage.when === 'start' ? announcedAt(span, spells) : stageAt(stage, span), from: null }]));
  for (const { stage, at, from } of instants) {
    // Handed on before the slot came: it is told to whoever has it then.
    if (from !== null && span.held.some((one) => one.from > from && one.from < at)) continue;
    if (at === span.until || moves.includes(at)) throw new Error(`${obligation}: an act at the very instant of ${stage.id} decides nothing; move it in the script`);
    if (at < span.from || isPaused(spells, at) || at > clock || (span.until !== null && at > span.until)) continue;
    const name = `${nameOf(span.call)}.${stage.id}`;
    if (stage.isEscalation) expected.escalations.set(`${obligation}/${name}/${span.dating}`, at);
    for (const post of new Set(stage.tell.flatMap((told) => postsTold(manifest, duty, told, span, at)))) {
      if ((span.acted.get(post) ?? clock) < at) continue;
      if (!stage.isEscalation && calledFor(manifest, duty, span, at).includes(post)) continue;
      const key = `${obligation}/${name}/${span.dating}/${post}`;
      // A date that came back unchanged is the same dating: what was told then is not told again.
      if (!expected.notices.has(key)) expected.notices.set(key, { key, at, obligation, stage: name, post });
    }
  }
}

/** Reminded by hand: whoever owes it is told at the next slot, unless it was done before. */
export function tellByHand(manifest: Manifest, duty: Duty, obligation: string, span: Span, { notices }: Expected): void {
  for (const since of duty.byHand.filter((at) => at >= span.from && (span.until === null || at < span.until))) {
    const at = slotAfter(since);
    if (at > manifest.clock || (span.until !== null && at > span.until)) continue;
    const stage = `${nameOf(span.call)}.by-hand-${dateOf(since)}`;
    for (const post of owing(manifest, duty, span, since)) {
      const key = `${obligation}/${stage}/${span.dating}/${post}`;
      notices.set(key, { key, at, obligation, stage, post });
    }
  }
}

const owing = (manifest: Manifest, duty: Duty, span: Span, at: string): string[] =>
  (span.held.findLast(({ from }) => from <= at)?.posts ?? postsTold(manifest, duty, calls[span.call].by, span, at)).filter((post) => (span.acted.get(post) ?? '9999') > at);

/** Called before, on the same day or since the slot before: what the call said is not written again. */
function calledFor(manifest: Manifest, duty: Duty, span: Span, at: string): string[] {
  return duty.phoned.filter((called) => called >= span.from && called <= at && (dateOf(called) === dateOf(at) || slotAfter(called) >= at))
    .flatMap((called) => owing(manifest, duty, span, called));
}

/** When what began is told of: at the next slot; of what would be told in a pause, at the next slot after it. */
function announcedAt({ since }: Span, spells: readonly Spell[]): string {
  let at = slotAfter(since);
  for (const { from, to } of spells) if (to !== null && from <= at && since < to && at < to) at = slotAfter(to);
  return at;
}

function postsTold(manifest: Manifest, { unit, department }: Duty, told: Told, span: Span, at: string): string[] {
  // Until it is handed on, the paper is with whoever prepares it.
  if (told === 'holder') return span.held.findLast(({ from }) => from <= at)?.posts ?? [`${unit.id}/${postsOf[unit.type].reporter}`];
  const aboveType = unit.superior === manifest.root ? 'district' : (manifest.units.find((one) => one.id === unit.superior)?.type ?? 'district');
  switch (told) {
    case 'leaders':
      return postsOf[unit.type].leaders.map((kind) => `${unit.id}/${kind}`);
    case 'reporter':
      return [`${unit.id}/${postsOf[unit.type].reporter}`];
    case 'leaderInCharge':
      return leadersInCharge[unit.type] === undefined ? [] : [`${unit.id}/${leadersInCharge[unit.type]}`];
    case 'verifier':
      return [`${department}/${verifierPost}`];
    case 'departmentHead':
      return [`${department}/${departmentHeadPost}`];
    case 'leadersAbove':
      return postsOf[aboveType].leaders.map((kind) => `${unit.superior}/${kind}`);
    case 'officeAbove':
      return [`${unit.superior}/${postsOf[aboveType].reviewer}`];
    case 'leadersOfRoot':
      return postsOf.district.leaders.map((kind) => `${manifest.root}/${kind}`);
    case 'officer':
    case 'administrator':
      return [`${manifest.root}/${administratorPost}`];
  }
}
