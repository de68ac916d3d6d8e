import { SettingMissing } from '#libs/platform/settings';

/** Runs a bench to its end: its exit code is the process's, and what stopped it is said in a line. */
export async function finish(bench: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await bench();
  } catch (error) {
    if (process.env['ZEREN_DEBUG']) throw error;
    console.error(error instanceof SettingMissing ? error.message : `未完成 · the bench did not finish: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
