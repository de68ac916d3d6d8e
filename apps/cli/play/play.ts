import { PlayStopped } from './problem.ts';
import { closeLast, playYear } from './run.ts';
import type { PlayOptions } from './run.ts';
import { sabotageRun } from './sabotage.ts';
import { storyOf } from './story.ts';

/** What to do instead of playing: close the last run that was left open, alter the last finished one, or tell of it. */
export interface Instead {
  close?: boolean | undefined;
  sabotage?: string | undefined;
  /** A unit whose year in the last run is told. */
  story?: string | undefined;
}

/**
 * Plays the demo's year over HTTP on the running stack, and checks what came of it; or, with a sabotage, alters the
 * last finished run and checks that it is noticed.
 *
 * @returns the exit code: 1 when the play stopped, a check failed, or a sabotage went unnoticed
 */
export async function play(options: PlayOptions, { close, sabotage, story }: Instead = {}): Promise<number> {
  try {
    if (story !== undefined) {
      console.log(await storyOf(options.apiUrl, story));
      return 0;
    }
    if (sabotage !== undefined) return await sabotageRun(options, sabotage);
    const { checks } = close ? await closeLast(options) : (await playYear(options)).result;
    return checks.every(({ ok }) => ok) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PlayStopped)) throw error;
    console.error(`演练停下了：${error.message}`);
    return 1;
  }
}
