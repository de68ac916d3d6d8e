import { PlayStopped } from './problem.ts';
import { playQuarter } from './quarter.ts';
import type { PlayOptions } from './quarter.ts';
import { sabotageRun } from './sabotage.ts';

/**
 * Plays the first quarter of the demo over HTTP on the running stack, and checks what came of it; or, with a
 * sabotage, alters the last finished run and checks that it is noticed.
 *
 * @returns the exit code: 1 when the play stopped, a check failed, or a sabotage went unnoticed
 */
export async function play(options: PlayOptions): Promise<number> {
  try {
    if (options.sabotage !== undefined) return await sabotageRun(options, options.sabotage);
    const { result } = await playQuarter(options);
    return result.checks.every(({ ok }) => ok) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PlayStopped)) throw error;
    console.error(`演练停下了：${error.message}`);
    return 1;
  }
}
