import { readSettings } from '#libs/platform/settings';
import { cyclesCounted, mendTallies, tallyFaults } from '#libs/store/recount';
import { recordSource, sqlOf } from '#libs/store/sql';

/** A large tree may take its time. */
const statementMillis = 600_000;

/** Puts the tallies of every cycle right, and says how many counts were wrong. The office may go on meanwhile. */
export async function recount(): Promise<void> {
  const source = await recordSource(readSettings().mysqlUrl, 2, statementMillis).initialize();
  try {
    for (const cycle of await cyclesCounted(sqlOf(source))) {
      const now = new Date().toISOString();
      const wrong = (await tallyFaults(sqlOf(source), cycle, now)).length;
      await mendTallies(source, cycle, now);
      console.log(`${cycle}：更正 ${wrong} 项 · ${wrong} counts put right`);
    }
  } finally {
    await source.destroy();
  }
}
