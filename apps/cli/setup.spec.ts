import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '#libs/packs/place';
import { setUp } from './setup.ts';

test('a pack whose parent is missing is refused by file, line and reason before any server is asked for', async () => {
  // No server is named in small tests: had anything been tried first, the complaint would be about that.
  await expect(setUp({ demo: true, pack: join(repositoryRoot(), 'tests/fixtures/packs/broken-parent-unknown') }))
    .rejects.toThrow(/^tests\/fixtures\/packs\/broken-parent-unknown\/pack\.yaml:4 {2}parentUnknown {2}所依托的 tiny .* · tiny is at version 0\.1\.0, not 0\.2\.0$/);
});
