/**
 * Run after `npm install` has changed package-lock.json. A registry that keeps packages of one platform only makes npm
 * leave the others out of the lock, and `npm ci` then refuses it ("Missing: … from lock file"). This adds the left out
 * ones by name, version and platform, which is all npm needs to pass over them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repo } from './paths.mjs';

const file = join(repo, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = /android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|aix|win32/;
const processors = { arm64: 'arm64', x64: 'x64', ia32: 'ia32', arm: 'arm', ppc64: 'ppc64', s390x: 's390x', riscv64: 'riscv64', loong64: 'loong64' };

/**
 * As Node looks for it: in the package's own node_modules, then in those around it.
 * @param {string} from path of a package in the lock @param {string} name
 */
function isLocked(from, name) {
  for (let dir = from; ; dir = dir.slice(0, Math.max(0, dir.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${dir ? `${dir}/` : ''}node_modules/${name}`]) return true;
    if (!dir) return false;
  }
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const os = systems.exec(name)?.[0];
    if (path === '' || !os || isLocked(path, name)) continue;
    const cpu = Object.entries(processors).find(([part]) => name.includes(`-${part}`))?.[1];
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ''), ...(cpu && { cpu: [cpu] }), ...(entry.dev && { dev: true }), optional: true, os: [os],
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
if (added > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} added`);
