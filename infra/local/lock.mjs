/** One process at a time. A lock is a file with the owner's process id; a dead owner's lock is void. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isAlive } from './children.mjs';
import { made } from './paths.mjs';
import { pause } from './ports.mjs';

/** @typedef {{ pid: number, children: Record<string, number> }} Claim `children`: what the owner has started, by name */

/**
 * @param {string} file
 * @param {string} program a part of the owner's command line: its process id may have gone to another program since
 * @returns {{ owner: Claim, isOurs: boolean, leftBehind?: Claim }} `leftBehind`: what a dead owner noted
 */
export function claim(file, program) {
  made(dirname(file));
  const ours = { pid: process.pid, children: {} };
  /** @type {Claim | undefined} */
  let leftBehind;
  for (let tries = 0; tries < 5; tries += 1) {
    try {
      writeFileSync(file, JSON.stringify(ours), { flag: 'wx' });
      return { owner: ours, isOurs: true, ...(leftBehind && { leftBehind }) };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const owner = readClaim(file);
    if (owner && owner.pid !== process.pid && isAlive(owner.pid) && commandLine(owner.pid).includes(program)) return { owner, isOurs: false };
    leftBehind = owner;
    rmSync(file, { force: true });
  }
  throw new Error(`cannot lock ${file}`);
}

/** @param {string} file @returns {boolean} it was ours */
export function release(file) {
  const isOurs = readClaim(file)?.pid === process.pid;
  if (isOurs) rmSync(file, { force: true });
  return isOurs;
}

/** @param {string} file @param {Record<string, number>} children */
export function noteChildren(file, children) {
  writeFileSync(file, JSON.stringify({ pid: process.pid, children }));
}

/** @param {string} file @returns {Claim | undefined} */
function readClaim(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {number} pid @returns {string} empty when it cannot be read */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/**
 * Runs a task while no other process runs one under the same lock; waits for the other.
 * @template T
 * @param {string} file
 * @param {string} program
 * @param {() => Promise<T>} task
 */
export async function alone(file, program, task) {
  while (!claim(file, program).isOurs) await pause(300);
  try {
    return await task();
  } finally {
    release(file);
  }
}
