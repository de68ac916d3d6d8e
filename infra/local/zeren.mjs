/** `npm run zeren -- …`: the command line, on the running stack where there is one. */
import { join } from 'node:path';
import { isAlive, main, run } from './children.mjs';
import { built, stateDir } from './paths.mjs';
import { checkNode, ensureBuild, ensureNodeModules } from './prepare.mjs';
import { ownerEnvironment, readJson } from './stack.mjs';

await main(async () => {
  checkNode();
  // What the command prints may be read by a program: our own progress goes beside it.
  const tell = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  await ensureNodeModules(tell);
  await ensureBuild(tell);
  const done = await run(process.execPath, ['--enable-source-maps', built('apps/cli/main.js'), ...process.argv.slice(2)], { env: environment(), inherit: true });
  return done.code ?? 1;
});

/** Some commands (`policy check`) need no stack, so its absence is not ours to judge. */
function environment() {
  const stack = readJson(join(stateDir(), 'stack.json'));
  const isRunning = stack !== undefined && isAlive(stack.pids.start);
  return isRunning ? { ...ownerEnvironment(stack, Number(new URL(stack.apiUrl).port)), ZEREN_STATE_DIR: stateDir() } : process.env;
}
