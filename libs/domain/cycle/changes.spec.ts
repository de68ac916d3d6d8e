import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reviewWords } from './change-words.ts';
import { compareYears } from './changes.ts';
import type { PostSeen, TargetSeen, UnitSeen, YearSeen } from './changes.ts';

const unit = (id: string, given: Partial<UnitSeen> = {}): UnitSeen => ({ id, name: `单位${id}`, under: 'R', underName: '根', ...given });
const post = (id: string, holder: string | null): PostSeen => ({ post: id, title: '主任', unitName: id.slice(0, 1), holder: holder === null ? null : { person: holder, name: holder } });
const target = (owner: string, value: number, indicator = 'workers'): TargetSeen => ({ unit: owner, unitName: `单位${owner}`, indicator, name: '务工人数', measure: '人', value });
const year = (given: Partial<YearSeen> = {}): YearSeen => ({ cycle: 'roads/2026', pack: { id: 'roads', version: '1.0.0', digest: 'a' }, units: [], posts: [], targets: [], ...given });

describe('what a year has otherwise than the year before', () => {
  test('units join, leave, are renamed and move, each said once', () => {
    const last = year({ units: [unit('A'), unit('B'), unit('C'), unit('D')] });
    const next = year({ units: [unit('A'), unit('B', { name: '新名' }), unit('C', { under: 'A', underName: '单位A' }), unit('E')] });
    expect(compareYears(last, next)).toMatchObject({
      joined: { n: 1, items: [{ unit: 'E', name: '单位E' }] }, left: { n: 1, items: [{ unit: 'D', name: '单位D' }] },
      renamed: { n: 1, items: [{ unit: 'B', from: '单位B', to: '新名' }] }, moved: { n: 1, items: [{ unit: 'C', name: '单位C', from: '根', to: '单位A' }] },
    });
  });

  test('posts are vacant now, or held by somebody else; a post that is new took nobody’s place', () => {
    const last = year({ posts: [post('A/head', '甲'), post('B/head', '乙'), post('C/head', null), post('D/head', '丁')] });
    const next = year({ posts: [post('A/head', '甲'), post('B/head', '丙'), post('C/head', '戊'), post('D/head', null), post('E/head', '己')] });
    const { vacant, holders } = compareYears(last, next);
    expect(vacant).toEqual({ n: 1, items: [{ post: 'D/head', title: '主任', unitName: 'D' }] });
    expect(holders.items.map(({ post: which, from, to }) => [which, from, to])).toEqual([['B/head', '乙', '丙'], ['C/head', null, '戊']]);
  });

  test('targets changed are told by unit and indicator, old and new; what is as it was is counted', () => {
    const last = year({ units: [unit('A'), unit('B')], targets: [target('A', 10), target('A', 5, 'roads'), target('B', 7), target('D', 3)] });
    const next = year({ units: [unit('A'), unit('B')], targets: [target('A', 12), target('B', 7), target('B', 1, 'bridges'), target('E', 9)] });
    const { targets, targetsKept } = compareYears(last, next);
    expect(targets.items.map(({ unit: owner, indicator, from, to }) => [owner, indicator, from, to])).toEqual([['A', 'workers', 10, 12], ['B', 'bridges', null, 1], ['A', 'roads', 5, null]]);
    expect(targetsKept).toBe(1);
  });

  test('a year compared with itself has nothing otherwise, and says that its targets are still to be decided', () => {
    const same = year({ units: [unit('A')], posts: [post('A/head', '甲')], targets: [target('A', 10)] });
    const changes = compareYears(same, same);
    expect(Object.values(changes).filter((part) => typeof part === 'object' && 'n' in part && part.n > 0)).toEqual([]);
    expect(reviewWords({ changes, provisional: null }, []).zh).toBe('与2026年相比：承担责任的单位没有变化。岗位人员没有变化。目标全部沿用2026年（1项），待定。政策包未变（1.0.0版）。');
  });

  test('the pack goes from one version to another, or was edited under the same', () => {
    const words = (version: string, digest: string): string => reviewWords({ changes: compareYears(year(), year({ pack: { id: 'roads', version, digest } })), provisional: null }, []).en;
    expect([words('1.1.0', 'b'), words('1.0.0', 'b')]).toEqual([expect.stringContaining('went from 1.0.0 to 1.1.0'), expect.stringContaining('still 1.0.0')]);
  });

  test('all are counted, though of a province only the first are named', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.stringMatching(/^[A-Z0-9]{1,6}$/), { maxLength: 120 }), fc.uniqueArray(fc.stringMatching(/^[A-Z0-9]{1,6}$/), { maxLength: 120 }), (then, now) => {
      const { joined, left } = compareYears(year({ units: then.map((id) => unit(id)) }), year({ units: now.map((id) => unit(id)) }));
      expect(then.length + joined.n - left.n).toBe(now.length);
      expect([joined, left].every(({ n, items }) => items.length === Math.min(n, 50))).toBe(true);
    }), { seed: 20_261_120, numRuns: 60 });
  });
});

test('a draft says in one breath what is provisional and what is missing', () => {
  const provisional = { from: '2027-01-01', years: [2027, 2028], dates: { n: 5, items: [] } };
  expect(reviewWords({ changes: null, provisional }, ['requiredBy', 'approvedBy'])).toEqual({
    zh: '2027、2028年放假安排尚未公布，5个日期按法定假日暂定。还缺要求签订责任书的文件、批准责任书的会议纪要，补齐后才能启动。',
    en: 'The holiday notice of 2027, 2028 is still to come: 5 dates are provisional. Still missing, and not launched without: the document that requires the letters, the minutes that approve them.',
  });
});
