/** The processes we start. Each is kept here until it is gone, so that the end of this one is the end of them all. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { made } from './paths.mjs';
import { fail, Trouble } from './problem.mjs';

/**
 * @typedef {{
 *   name: string, pid: number, logFile: string,
 *   exited: Promise<{ code: number | null, signal: NodeJS.Signals | null }>,
 *   isRunning(): boolean, stop(): Promise<void>, kill9(): Promise<void>, lastWords(): string,
 * }} Child `lastWords`: the end of what it wrote to its log since it was started
 */

/** Everything is being stopped: what exits now did not die. */
export const isStopping = () => isEnding;

/** @type {Child[]} in the order they were started */
const kept = [];
let isEnding = false;

/** Time a process has after SIGTERM before SIGKILL. */
const graceMs = 10_000;
const largestLogBytes = 10_000_000;

// A file size limit (ulimit -f) would end this process in silence; with a listener the write fails with EFBIG instead.
process.on('SIGXFSZ', () => {});

/**
 * Starts a process that lives until `stop`, `kill9` or the end of this one. Its output goes to the log file.
 *
 * @param {string} name how it is called in messages
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, logFile?: string, cwd?: string }} options without a log file it writes to our own output
 * @returns {Child}
 * @throws {Trouble} when the program cannot be started at all (its `exited` then also resolves)
 */
export function spawnKept(name, command, args, { env = process.env, logFile, cwd } = {}) {
  if (isEnding) throw new Trouble({ zh: [`不再启动 ${name}`, '正在停止'], en: [`${name} is not started`, 'we are stopping'], exitCode: 1 });
  const log = logFile ? openLog(logFile) : undefined;
  const logBegan = logFile ? statSync(logFile).size : 0;
  const child = spawn(command, args, { env, cwd, stdio: log === undefined ? 'inherit' : ['ignore', log, log] });
  if (log !== undefined) closeSync(log);
  const { exited, isRunning } = watch(child);
  /** @type {Child} */
  const handle = {
    name, pid: child.pid ?? -1, logFile: logFile ?? '', exited, isRunning,
    stop: () => end(handle, child, 'SIGTERM'),
    kill9: () => end(handle, child, 'SIGKILL'),
    lastWords: () => (logFile ? readFileSync(logFile).subarray(logBegan).toString('utf8').slice(-8000) : ''),
  };
  kept.push(handle);
  exited.then(() => forget(handle));
  return handle;
}

/**
 * Runs a program to its end and gives what it said.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, input?: string, inherit?: boolean, limitMs?: number }} options
 *   `inherit` lets it write to our own output, and `output` stays empty; after `limitMs` it is stopped
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, output: string, stdout: string }>} at most the last 200 kB of output
 */
export async function run(command, args, { env = process.env, cwd, input, inherit = false, limitMs } = {}) {
  const child = spawn(command, args, { env, cwd, stdio: inherit ? 'inherit' : ['pipe', 'pipe', 'pipe'] });
  const { exited, isRunning } = watch(child);
  /** @type {Child} */
  const handle = {
    name: command, pid: child.pid ?? -1, logFile: '', exited, isRunning,
    stop: () => end(handle, child, 'SIGTERM'),
    kill9: () => end(handle, child, 'SIGKILL'),
    lastWords: () => output,
  };
  kept.push(handle);
  let output = '';
  let stdout = '';
  const collect = (/** @type {Buffer} */ chunk, /** @type {boolean} */ isStdout) => {
    const text = chunk.toString('utf8');
    output = (output + text).slice(-200_000);
    if (isStdout) stdout = (stdout + text).slice(-200_000);
  };
  child.stdout?.on('data', (chunk) => collect(chunk, true));
  child.stderr?.on('data', (chunk) => collect(chunk, false));
  child.stdin?.on('error', () => {}); // it may end before it has read everything
  child.stdin?.end(input ?? '');
  const limit = limitMs ? setTimeout(() => handle.stop(), limitMs) : undefined;
  const { code, signal, error } = await exited;
  clearTimeout(limit);
  forget(handle);
  return { code, signal, output: error ? `${output}${error.message}` : output, stdout };
}

/** @param {import('node:child_process').ChildProcess} child */
function watch(child) {
  let isRunning = child.pid !== undefined;
  /** @type {Promise<{ code: number | null, signal: NodeJS.Signals | null, error?: Error }>} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => { isRunning = false; resolve({ code: 127, signal: null, error }); });
    // 'close' comes after the last output; with a log file there are no pipes and it comes at the exit.
    child.once('close', (code, signal) => { isRunning = false; resolve({ code, signal }); });
    child.once('exit', () => { isRunning = false; });
  });
  return { exited, isRunning: () => isRunning };
}

/** @param {Child} handle @param {import('node:child_process').ChildProcess} child @param {'SIGTERM' | 'SIGKILL'} signal */
async function end(handle, child, signal) {
  if (!handle.isRunning()) return;
  child.kill(signal);
  const harder = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await handle.exited;
  clearTimeout(harder);
}

/** @param {Child} handle */
function forget(handle) {
  const at = kept.indexOf(handle);
  if (at >= 0) kept.splice(at, 1);
}

/** @param {string} logFile @returns {number} a file descriptor that appends */
function openLog(logFile) {
  made(dirname(logFile));
  if (existsSync(logFile) && statSync(logFile).size > largestLogBytes) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, 'a');
}

/** Stops every child, the youngest first; one waits for the next so that a worker can still speak to its servers. */
export async function stopAll() {
  isEnding = true;
  while (kept.length > 0) {
    const youngest = kept[kept.length - 1];
    if (!youngest) break;
    await youngest.stop();
    forget(youngest);
  }
}

/** @param {number} pid @returns {boolean} a process of this id is there (perhaps another's) */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Runs a command line's story: its children end with it, by whatever way it ends, and a failure is one line.
 *
 * @param {() => Promise<number | void>} story gives the exit code
 * @param {{ interruptedCode?: number, onInterrupted?: () => void, atEnd?: () => void | Promise<void> }} options
 *   `interruptedCode`: exit code after Ctrl-C, which `onInterrupted` answers at once; `atEnd` runs after the children have stopped
 */
export async function main(story, { interruptedCode = 130, onInterrupted, atEnd } = {}) {
  /** @type {Promise<void> | undefined} */
  let ending;
  const endOnce = () => (ending ??= stopAll().then(() => atEnd?.()));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => { if (!ending) onInterrupted?.(); endOnce().finally(() => process.exit(interruptedCode)); });
  }
  stopWithNpm(() => { endOnce().finally(() => process.exit(interruptedCode)); });
  // The last resort, when we leave by an unexpected way: no time to wait, so the harder signal is not possible.
  process.on('exit', () => { for (const child of kept) signalQuietly(child.pid); });
  try {
    const code = await story();
    await endOnce();
    process.exit(code ?? 0);
  } catch (error) {
    const wasInterrupted = ending !== undefined;
    await endOnce();
    if (wasInterrupted) process.exit(interruptedCode);
    fail(error);
  }
}

/**
 * npm hands a SIGTERM to the shell between it and us, and that shell dies of it without a word to us. What npm has
 * started ends when its parent does; what was started by hand may outlive the terminal.
 * @param {() => void} stop
 */
function stopWithNpm(stop) {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}

/** @param {number} pid */
function signalQuietly(pid) {
  try {
    if (pid > 0) process.kill(pid, 'SIGTERM');
  } catch { /* it is gone already */ }
}
