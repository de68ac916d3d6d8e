import type { PolicyPack } from '../../contracts/policy.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import { basisText } from '../policy/basis.ts';
import { postFinder, resolveLadder, spread, unitsThatOwe, unitYearStream } from '../policy/plan-unit-year.ts';
import type { TreeUnit } from '../policy/planning.ts';
import type { ChasedUnit, Chasing, LateSituation, MoneySign } from './chasing.ts';

/** What a line is planned with. */
export interface LineTerms {
  cycle: string;
  line: string;
  root: string;
  pack: PolicyPack;
  calendar: WorkingCalendar;
  tree: ReadonlyMap<string, TreeUnit>;
  isDrill: boolean;
}

/** By tree and pack: a ledger has ten thousand lines of one tree. */
const known = new WeakMap<object, WeakMap<PolicyPack, Set<string>>>();

function owingIn(tree: ReadonlyMap<string, TreeUnit>, pack: PolicyPack): Set<string> {
  const ofTree = known.get(tree) ?? new WeakMap<PolicyPack, Set<string>>();
  known.set(tree, ofTree);
  const owing = ofTree.get(pack) ?? new Set(unitsThatOwe([...tree.values()], pack).map(({ id }) => id));
  ofTree.set(pack, owing);
  return owing;
}

/** How a line's lateness is chased, for each unit that may have its money; nothing where the pack chases none. */
export function chasingOf({ cycle, root, pack, tree, isDrill, line }: LineTerms, units: readonly string[]): Chasing | undefined {
  const chased = pack.settings.funds?.chased;
  if (!chased) return undefined;
  const stages = resolveLadder(pack, chased.value.ladder, () => []);
  const orders = pack.duties.filter((duty) => duty.kind === 'order' && stages.some(({ order }) => order === duty.id));
  const owing = owingIn(tree, pack);
  const chasedUnit = (id: string): ChasedUnit => {
    const unit = tree.get(id) as TreeUnit;
    const superior = tree.get(unit.under ?? '') ?? unit;
    const find = postFinder(pack, unit, superior, tree.get(root), tree);
    return {
      name: unit.name, superior: superior.id,
      stream: owing.has(id) && orders.some(({ owedBy }) => owedBy.some(({ unitType }) => unitType === unit.type)) ? unitYearStream(cycle, id) : null,
      keepers: find({ function: 'fundsKeeper', of: 'unit' }), treasurers: find({ function: 'treasurer', of: 'unit' }),
      tell: Object.fromEntries(resolveLadder(pack, chased.value.ladder, find).map((stage) => [stage.id, stage.tell])),
    };
  };
  const { slots, near, window } = { slots: pack.settings.deliverySlots.value, near: pack.settings.nearWorkingDays.value, window: pack.settings.escalationWindowMinutes.value };
  return {
    slots, nearWorkingDays: near, escalationDelayMinutes: isDrill ? 0 : spread(line, window), basis: basisText(pack, chased.basis),
    ladder: stages.map(({ tell: _tell, ...stage }) => stage), titles: chased.value.titles,
    situations: Object.fromEntries((['fundsNotPaidOnTime', 'fundsNotUsedOnTime'] as const).flatMap((sign) => {
      const situation = situationOf(pack, sign);
      return situation ? [[sign, situation]] : [];
    })),
    units: Object.fromEntries([...new Set(units)].map((id) => [id, chasedUnit(id)])),
  };
}

/** The situation of the pack's table that this is a sign of. */
function situationOf(pack: PolicyPack, sign: MoneySign): LateSituation | undefined {
  const found = pack.accountability.situations.find(({ conditions }) => conditions.some(({ anyOf }) => anyOf.some((element) => element.shownBy === 'record' && element.sign === sign)));
  return found && { id: found.id, row: found.row, basis: basisText(pack, found.basis) };
}
