import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { repositoryRoot } from '#libs/packs/place';
import { policyShow } from './show.ts';

let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)));
});
afterEach(() => void jest.restoreAllMocks());

test('a pack is shown with what it asks, sets and lets follow, each with its basis and the pack it stands in', async () => {
  await policyShow(join(repositoryRoot(), 'tests/fixtures/packs/harbour-safety'));
  expect(printed[0]).toBe('harbour-safety@0.1.0 ← base@1.1.0  示例县安全生产责任制 · Example county work safety');
  expect(printed).toEqual(expect.arrayContaining([
    '  letter 安全生产责任状 · Work safety pledge  [base]',
    '    township：《示例县安全生产责任制规定》第四条（H4）',
    '    sign 15个工作日，signing：设定：通用，下达后15个工作日内签署',
    '    到期：设定：通用，季后10日内报送，遇非工作日顺延',
    '  funds.countyToTown = {"days":20,"counted":"working"}  示财安〔2026〕3号 安全生产专项资金管理办法  [harbour-safety]',
    '  funds.provinceToCounty = {"days":30,"counted":"natural"}  《中华人民共和国预算法》第五十二条（YS52），省级接到中央转移支付后下达到县级以上各级政府  [base]',
    '  1. 重大隐患到期未整改（《示例县安全生产责任制规定》第十八条第1项（H18(1)），automatic）  [harbour-safety]',
    '     乡镇主要负责人 → 警示谈话；限期整改',
    '     致人死亡：乡镇主要负责人 → 警示谈话并一票否决',
  ]));
  expect(printed.find((line) => line.includes('not set'))).toMatch(/: .*funds\.retentionPercent, cases\.rectifiedWithin, papers\.series$/);
});

test('what nobody has set is named: no days from county to town in any shipped pack', async () => {
  await policyShow('base');
  expect(printed.find((line) => line.includes('not set'))).toMatch(/funds\.countyToTown/);
  expect(printed.filter((line) => line.startsWith('  funds.countyToTown'))).toEqual([]);
});
