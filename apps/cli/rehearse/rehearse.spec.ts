import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { demoPack } from '../demo-pack.ts';
import { rehearsePack } from './rehearse.ts';

describe('a year rehearsed from a shell', () => {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    for (const out of ['log', 'error'] as const) jest.spyOn(console, out).mockImplementation((line: string) => { said.push(line); });
  });
  afterEach(() => { jest.restoreAllMocks(); });

  it('ahead rests on years whose notice is still to come, and can work', async () => {
    expect(await rehearsePack({ pack: await demoPack(), year: 2027, on: '2026-12-15' })).toBe(0);
    expect(said.join('\n')).not.toContain('✗');
  });

  it('is refused where a year’s holidays are not known, and says which', async () => {
    expect(await rehearsePack({ pack: await demoPack(), year: 2028, on: '2028-01-10' })).toBe(2);
    expect(said.join('\n')).toContain('还缺2029年的放假安排');
  });
});
