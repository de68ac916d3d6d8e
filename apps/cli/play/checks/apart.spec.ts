import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { canonical } from './canonical.ts';
import { dateOf, instantOf, isWorked, slotAfter, workedDays, workingDay } from './calendar.ts';

/** jest has no import.meta.dirname in every version; the repository's root is where it runs. */
const folder = join(process.cwd(), 'apps/cli/play/checks');
const allowed = /^(\.\/[a-z-]+\.ts|node:[a-z/]+|mysql2\/promise|@temporalio\/client)$/;

test('what checks the product shares no code with it', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  expect(files.length).toBeGreaterThan(10);
  const strangers = files.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:^(?:import|export|\}) .*from |import\()'([^']+)'/gm)]
    .map(([, from]) => from ?? '').filter((from) => !allowed.test(from)).map((from) => `${name}: ${from}`));
  expect(strangers).toEqual([]);
  expect(allowed.test('#libs/domain/light')).toBe(false);
});

test('working days of 2026 skip holidays and count the weekend days that are worked', () => {
  expect(['2026-02-14', '2026-02-15', '2026-02-24', '2026-02-28', '2026-03-01', '2026-04-06', '2026-05-09', '2026-10-10'].map(isWorked))
    .toEqual([true, false, true, true, false, false, true, true]);
  expect(workingDay('2026-02-02', 15)).toBe('2026-02-28');
  expect(workingDay('2026-04-10', 20)).toBe('2026-05-12');
  expect(workingDay('2026-02-28', -3)).toBe('2026-02-25');
  expect(workedDays('2026-03-13', '2026-03-18')).toBe(3);
});

test('the next slot is strictly later, and on a working day', () => {
  expect(slotAfter(instantOf('2026-02-02', '09:00'))).toBe(instantOf('2026-02-02', '15:00'));
  expect(slotAfter(instantOf('2026-02-14', '15:00'))).toBe(instantOf('2026-02-24', '09:00'));
  expect(dateOf('2026-04-10T16:00:00.000Z')).toBe('2026-04-11');
});

test('canonical JSON orders members and leaves out what is undefined', () => {
  expect(canonical({ b: [1, null, { d: undefined, c: '"' }], a: true })).toBe('{"a":true,"b":[1,null,{"c":"\\""}]}');
});
