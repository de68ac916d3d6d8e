import { createHash } from 'node:crypto';
import type { ActRequest } from '#libs/contracts/record';
import { planUnitYear, unitsThatOwe } from '#libs/domain/policy/plan-unit-year';
import type { CycleTerms, TreeUnit } from '#libs/domain/policy/planning';
import type { LetterStart } from '#libs/domain/letter/letter';
import type { UnitYearStart } from '#libs/domain/unit-year/state';
import { listPacks, loadPack } from '#libs/packs/load';

/** What the callers do, for as long as they are let: object to a letter's target, and refuse the objection. */
export interface Script {
  /** A unit's year of its own, as a launch would plan it. */
  plan(cycle: string): UnitYearStart;
  /** The n-th act on such a year. */
  act(n: number, account: string, key: string): ActRequest;
}

/**
 * A unit directly below the root of the shipped demo: its letter is issued when its year opens.
 *
 * @throws RangeError when no shipped pack brings such a unit
 */
export async function letterScript(): Promise<Script> {
  const { pack, calendar, organisation } = await loadPack((await listPacks()).find(({ id }) => id.endsWith('-demo'))?.id ?? '');
  const tree = new Map((organisation?.units ?? []).map((unit): [string, TreeUnit] => [unit.id, { ...unit, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }]));
  const root = organisation?.root ?? '';
  const document = { number: '文〔2026〕1号', title: '工作方案' };
  const terms = (cycle: string): CycleTerms => ({ cycle, year: 2026, isDrill: false, pack, calendar, letterDocuments: { requiredBy: document, approvedBy: document } });
  const unit = unitsThatOwe([...tree.values()], pack).find(({ under }) => under === root);
  const letter = unit && planUnitYear(terms('bench'), tree, root, unit).duties.find((duty): duty is LetterStart => duty.kind === 'letter');
  const target = letter?.targets[0];
  if (!unit || !letter || !target) throw new RangeError('no shipped pack brings a unit below the root with a letter and a target');
  const posts = (call: string) => (letter.calls[call]?.posts ?? []).slice(0, 1).map((post) => ({ post, tenure: `${post}/2026` }));

  return {
    plan: (cycle) => planUnitYear(terms(cycle), tree, root, unit),
    act(n, account, key) {
      const objects = n % 2 === 0;
      const input = objects
        ? { duty: letter.key, indicator: target.indicator, reason: '去年已完成大部分，今年余量不足', proposed: target.value + 1 }
        : { duty: letter.key, reason: '任务已经领导小组会议审定，不作调整' };
      return {
        command: objects ? 'objectToLetter' : 'refuseObjection', input, key, bodyHash: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
        account, person: account, posts: posts(objects ? 'sign' : 'answer'), receivedAt: new Date().toISOString(),
      };
    },
  };
}
