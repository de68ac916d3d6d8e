/** `npm run bench -- NAME [--json FILE]`: one measurement on servers of its own, fresh, that go when it ends. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { main, run } from './children.mjs';
import { built, logDir, repo, shortTemporaryDir } from './paths.mjs';
import { checkNode, ensureBuild, ensureNodeModules } from './prepare.mjs';
import { Trouble } from './problem.mjs';
import { say, timed } from './progress.mjs';
import { checkGiven, ensureServers, ownerEnvironment, startServers } from './stack.mjs';

const dir = shortTemporaryDir('zeren-bench-');

await main(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const names = existsSync(join(repo, 'bench')) ? readdirSync(join(repo, 'bench'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name) : [];
  if (!name || !names.includes(name)) {
    const usage = `npm run bench -- ${names.join('|') || 'NAME'} [--json FILE]`;
    throw new Trouble({ zh: ['没有这个测量', `请用 ${usage}`], en: ['There is no such bench', `use ${usage}`], exitCode: 2 });
  }
  checkNode();
  await checkGiven();
  await ensureNodeModules(say);
  await ensureServers(say);
  await ensureBuild(say);
  const stack = await timed(say, '启动服务 · starting the servers', () => startServers({ dir, logs: join(logDir(), 'bench') }));
  const done = await run(process.execPath, ['--enable-source-maps', built('bench', name, 'main.js'), ...rest], { env: ownerEnvironment(stack), inherit: true });
  return done.code ?? 1;
}, { atEnd: () => rmSync(dir, { recursive: true, force: true }) });
