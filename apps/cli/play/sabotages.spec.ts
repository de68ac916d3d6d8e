import { expect, test } from '@jest/globals';
import { checks, closingChecks } from './checks/run-checks.ts';
import { sabotages } from './sabotages/index.ts';

test('each check is failed by some sabotage, and each sabotage names checks that exist', () => {
  const failed = new Set<string>(Object.values(sabotages).flatMap(({ mustFail }) => mustFail));
  expect([...failed].sort()).toEqual(Object.keys({ ...checks, ...closingChecks }).sort());
});
