import type { Basis, DutyPolicy, LetterPolicy, Organisation, PostAt, UnitType } from '#libs/contracts/policy';
import type { Calendars } from '../calendars.ts';
import type { Finding } from '../finding.ts';
import type { Layers, Placed } from '../layers.ts';
import { within } from '../place.ts';
import type { Place } from '../place.ts';

/** A pack whose files all fit their schema, as the rules see it. */
export interface Checked extends Calendars {
  layers: Layers;
  organisation: Placed<Organisation> | null;
}

export type Rule = (checked: Checked) => Finding[];

/** What all calls have, whichever act they ask for. */
type CallPolicy = Omit<LetterPolicy['calls']['sign'], 'by'> & { by: PostAt };

/** One thing a duty waits for. */
export interface PlacedCall {
  duty: DutyPolicy;
  name: string;
  call: CallPolicy;
  at: Place;
  /** Types of unit in whose year this call comes up. */
  owedBy: readonly string[];
}

export function callsOf({ layers }: Checked): PlacedCall[] {
  return [...layers.duties.values()].flatMap(({ value: duty, at }) =>
    Object.entries(duty.calls as Record<string, CallPolicy>).map(([name, call]) => ({
      duty,
      name,
      call,
      at: within(at, 'calls', name),
      owedBy: duty.kind === 'letter' && name === 'countersign' ? duty.countersignedFor : duty.owedBy.map((owed) => owed.unitType),
    })));
}

/** Types that a root may be of: the organisation's own, else those that stand under nothing. */
export const rootTypes = ({ layers, organisation }: Checked): UnitType[] => {
  const types = [...layers.unitTypes.values()].map(({ value }) => value);
  const root = organisation?.value.units.find(({ id }) => id === organisation.value.root)?.type;
  return types.filter((type) => (root === undefined ? type.under.length === 0 : type.id === root));
};

/** A unit type's own steps for its papers. */
export const stepsOf = ({ layers }: Checked): { type: UnitType; step: UnitType['steps'][number]; at: Place }[] =>
  [...layers.unitTypes.values()].flatMap(({ value: type, at }) => type.steps.map((step, i) => ({ type, step, at: within(at, 'steps', i) })));

export function postsTold({ layers }: Checked): Placed<PostAt>[] {
  return [...layers.ladders.values()].flatMap(({ value: stages, at }) =>
    stages.flatMap((stage, i) => stage.tell.map((value, j) => ({ value, at: within(at, i, 'tell', j) }))));
}

/** Every basis the pack states. */
export function basesOf(checked: Checked): Placed<Basis>[] {
  const { layers } = checked;
  const found: Placed<Basis>[] = [];
  const add = (value: Basis | undefined, at: Place): void => void (value && found.push({ value, at }));
  for (const { value, at } of layers.settings.values()) add(value.basis, within(at, 'basis'));
  for (const { value: duty, at, owedByAt } of layers.duties.values()) {
    duty.owedBy.forEach((owed, i) => add(owed.basis, within(owedByAt, i, 'basis')));
    if ('due' in duty) add(duty.due.basis, within(at, 'due', 'basis'));
    if (duty.kind === 'order') add(duty.series.basis, within(at, 'series', 'basis'));
    if (duty.kind === 'letter') add(duty.countersignedBasis, within(at, 'countersignedBasis'));
  }
  for (const { value, at } of [...layers.weights.values(), ...layers.measures.values(), ...layers.situations.values()]) add(value.basis, within(at, 'basis'));
  for (const { value: { decides, refers }, at } of layers.objects.values()) {
    add(decides?.basis, within(at, 'decides', 'basis'));
    add(refers?.basis, within(at, 'refers', 'basis'));
  }
  if (layers.measuresOpen) add(layers.measuresOpen.value.basis, within(layers.measuresOpen.at, 'basis'));
  for (const { step, at } of stepsOf(checked)) add(step.basis, within(at, 'basis'));
  for (const { call, at } of callsOf(checked)) add(call.basis, within(at, 'basis'));
  return found;
}

/** Functions that code asks for by name; a pack's duties may name others that its posts have. */
const functionsOfCode = ['principalLeader', 'reporter', 'checker', 'reviewer', 'issuer', 'administrator', 'supervisor', 'orderIssuer', 'verifier', 'leaderInCharge', 'holder'];

/** A unit may do without a leader in charge: then the stage tells the others it names. */
export const mayBeLacking = (post: PostAt): boolean => post.function === 'leaderInCharge' && post.of === 'unit';

/** Whoever holds the paper: no post has it as a function. */
export const isHolder = (post: PostAt): boolean => post.function === 'holder';

export const functionsKnown = ({ layers }: Checked): Set<string> =>
  new Set([...functionsOfCode, ...[...layers.unitTypes.values()].flatMap(({ value }) => value.posts.flatMap((post) => post.functions))]);
