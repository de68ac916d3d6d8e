/** Says what is being done, and how long it takes. */

/** @typedef {(line: string) => void} Say */

/** @type {Say} */
export const say = (line) => { process.stdout.write(`${line}\n`); };

const oneLineEveryMs = 10_000;

/**
 * Says a task, the seconds while it runs (in place on a terminal, else a line each ten seconds), and its end.
 *
 * @template T
 * @param {Say} tell
 * @param {string} what
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function timed(tell, what, task) {
  const begun = Date.now();
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  const isTerminal = process.stdout.isTTY === true && tell === say;
  if (!isTerminal) tell(`… ${what}`);
  const show = () => (isTerminal ? process.stdout.write(`\r… ${what} ${seconds()} `) : tell(`… ${what} ${seconds()}`));
  const clock = setInterval(show, isTerminal ? 500 : oneLineEveryMs);
  try {
    const result = await task();
    if (isTerminal) process.stdout.write('\r\x1b[K');
    tell(`✓ ${what} ${seconds()}`);
    return result;
  } catch (error) {
    if (isTerminal) process.stdout.write('\r\x1b[K');
    throw error;
  } finally {
    clearInterval(clock);
  }
}
