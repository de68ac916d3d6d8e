/** Starts again what dies. */
import { isStopping } from './children.mjs';
import { pause } from './ports.mjs';
import { knownTrouble, serverDied } from './problem.mjs';

const quickMs = 20_000;
const quickDeathsAllowed = 3;

/**
 * Watches over processes; three deaths within seconds of their start are a fault that waiting does not mend.
 *
 * @param {import('./progress.mjs').Say} say
 * @param {(key: string, pid: number) => void} onStart told at each start, with the new process id
 */
export function watchOver(say, onStart) {
  /** @type {(error: unknown) => void} */
  let giveUp = () => {};
  /** Rejects when something cannot be kept alive. */
  const failed = /** @type {Promise<never>} */ (new Promise((_, reject) => { giveUp = reject; }));
  failed.catch(() => {}); // it may be rejected before anyone waits for it

  /**
   * @param {string} key
   * @param {() => Promise<import('./children.mjs').Child>} start
   * @returns {Promise<import('./children.mjs').Child>} the first one
   */
  async function keep(key, start) {
    const first = await start();
    onStart(key, first.pid);
    void restartForEver(key, start, first).catch(giveUp);
    return first;
  }

  /** @param {string} key @param {() => Promise<import('./children.mjs').Child>} start @param {import('./children.mjs').Child} first */
  async function restartForEver(key, start, first) {
    let child = first;
    let begun = Date.now();
    let quickDeaths = 0;
    for (;;) {
      const { code, signal } = await child.exited;
      const { name } = child;
      if (isStopping()) return;
      quickDeaths = Date.now() - begun < quickMs ? quickDeaths + 1 : 1;
      if (quickDeaths >= quickDeathsAllowed) throw knownTrouble(child.lastWords(), signal, { where: child.logFile }) ?? serverDied(name, child.logFile, String(signal ?? code));
      const seconds = 2 ** (quickDeaths - 1);
      say(`${name} 退出（${signal ?? code}），${seconds} 秒后重新启动 · ${name} ended (${signal ?? code}), starts again in ${seconds} s`);
      await pause(seconds * 1000);
      if (isStopping()) return;
      begun = Date.now();
      child = await start();
      onStart(key, child.pid);
    }
  }

  return { keep, failed };
}
