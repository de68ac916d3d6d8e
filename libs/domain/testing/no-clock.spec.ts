import './no-clock.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { repositoryRoot } from '#libs/packs/place';
import { allowedReadings, forbiddenReadings } from './forbidden-readings.ts';

const domain = join(repositoryRoot(), 'libs/domain');

describe('the guard', () => {
  test.each(Object.entries(forbiddenReadings))('a rule of the domain cannot use %s', (_what, read) => {
    expect(read).toThrow(/forbidden-readings\.ts: the domain reads no clock/);
  });

  test.each(Object.entries(allowedReadings))('a rule of the domain may use %s', (_what, read) => {
    expect(read).not.toThrow();
  });

  test('a spec, and the generator of histories, may use all of them', () => {
    expect(Math.abs(Date.now() - new Date().getTime())).toBeLessThan(60_000);
    expect(Date()).toMatch(/\d{4}/);
    expect(Math.random()).toBeLessThan(1);
    expect(new Date(0).getHours()).toBeGreaterThanOrEqual(0);
    expect(fc.sample(fc.nat(), 3)).toHaveLength(3);
    expect(new Date(0)).toBeInstanceOf(Date);
  });

  test('every spec of the domain begins with it', () => {
    const specs = readdirSync(domain, { recursive: true }).map(String).filter((file) => file.endsWith('.spec.ts'));
    expect(specs.length).toBeGreaterThan(8);
    const bare = specs.filter((file) => !/^import '[./]*(testing\/)?no-clock\.ts';/.test(readFileSync(join(domain, file), 'utf8')));
    expect(bare).toEqual([]);
  });
});
