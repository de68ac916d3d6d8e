import { hash } from '@node-rs/argon2';
import type { Organisation, PolicyPack, UnitType } from '#libs/contracts/policy';
import { loadPack } from '#libs/packs/load';
import { ownerUrl, readSettings } from '#libs/platform/settings';
import { registerSearchAttributes } from '#libs/platform/search-attributes';
import { newPassword } from '#libs/store/first-password';
import { firstPasswordHash } from '#libs/store/office';
import { seedFounder, seedOrganisation } from '#libs/store/seed';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { recordSource } from '#libs/store/sql';

/** Everyone's password in the demo; an office gives its own. */
export const demoPassword = 'zeren-demo';

/**
 * Brings the record up to date and lays in the demo's organisation; with `--empty` only somebody to begin with. The pack is read first: one that
 * cannot be used is refused before anything is touched.
 *
 * @throws PackProblem with file, line and reason; RangeError when the pack brings no organisation
 *
 * Prints a line `ACCOUNTS` and then, for each kind of user, who to sign in as.
 */
export async function setUp({ demo, pack: packId }: { demo: boolean; pack: string }): Promise<void> {
  const seed = demo ? await seedOf(packId) : null;
  const settings = readSettings();
  await setUpRecord(ownerUrl(), settings.mysqlUrl);
  await registerSearchAttributes(settings);
  if (!seed) {
    await found(withDatabase(ownerUrl(), new URL(settings.mysqlUrl).pathname.slice(1)));
    return;
  }
  const { pack, organisation } = seed;
  const source = await recordSource(withDatabase(ownerUrl(), new URL(settings.mysqlUrl).pathname.slice(1)), 2).initialize();
  try {
    const passwordHash = await hash(demoPassword);
    await seedOrganisation(source, organisation, { unitTypes: pack.unitTypes, passwordHash, mailDomain: 'demo.zeren.example' });
    console.log('ACCOUNTS');
    for (const line of accountsToShow(organisation, pack.unitTypes)) console.log(`  ${line}`);
  } finally {
    await source.destroy();
  }
}

/** An empty office has somebody to begin with, whose first password is shown once, here. */
async function found(url: string): Promise<void> {
  const source = await recordSource(url, 2).initialize();
  try {
    const password = newPassword();
    const login = await seedFounder(source, firstPasswordHash(password));
    console.log('空库：请以系统管理员登录，先导入单位和人员 · an empty office: sign in as its founder and import units and people');
    if (login === null) return;
    console.log('ACCOUNTS');
    console.log(`  ${login.padEnd(28)} ${password}   只显示这一次，首次登录须改 · shown this once, to be changed at the first sign-in`);
  } finally {
    await source.destroy();
  }
}

async function seedOf(packId: string): Promise<{ pack: PolicyPack; organisation: Organisation }> {
  const { pack, organisation } = await loadPack(packId);
  if (!organisation) throw new RangeError(`${packId} brings no organisation`);
  return { pack, organisation };
}

/** For each kind of user one to begin with: the administrator, a superior's leader, and the first unit of each level below. */
function accountsToShow(organisation: Organisation, unitTypes: readonly UnitType[]): string[] {
  const postsOf = (type: string | undefined) => unitTypes.find((one) => one.id === type)?.posts ?? [];
  const firstBelow = (id: string) => organisation.units.find((unit) => unit.under === id && !unit.administeredBy);
  const root = organisation.units.find((unit) => unit.id === organisation.root);
  const lines: string[] = [];
  for (let unit = root; unit; unit = firstBelow(unit.id)) {
    for (const post of postsOf(unit.type)) {
      lines.push(`${`${unit.id}-${post.kind}`.padEnd(28)} ${demoPassword}   ${unit.name} ${post.title.zh}`);
    }
  }
  return lines;
}
