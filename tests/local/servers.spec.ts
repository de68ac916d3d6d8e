import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { isAlive, remove, repo, startLocal, stopLeftovers, temporaryDir } from './local-process.ts';

let dir: string;
beforeEach(() => { dir = temporaryDir(); });
afterEach(async () => {
  await stopLeftovers();
  remove(dir);
});

/** A program that uses the servers as `npm start`, the benches and the tests do, and says one JSON line. */
function program(body: string) {
  const file = join(dir, 'story.mjs');
  writeFileSync(file, `
    import { freePort, startMaildev, startMariadb, startTemporal } from '${repo}/infra/local/servers.mjs';
    import { main } from '${repo}/infra/local/children.mjs';
    import { startServers } from '${repo}/infra/local/stack.mjs';
    const dir = ${JSON.stringify(dir)};
    const mariadb = (port) => startMariadb({ dataDir: dir + '/mariadb', port, logFile: dir + '/mariadb.log' });
    const temporal = (port) => startTemporal({ dbFile: dir + '/temporal.db', port, logFile: dir + '/temporal.log' });
    const tell = (value) => console.log('SAID ' + JSON.stringify(value));
    const forEver = () => new Promise(() => setInterval(() => {}, 1000));
    await main(async () => { ${body} });`);
  return startLocal('node', [file], {});
}
const said = (stdout: string) => JSON.parse(/^SAID (.*)$/m.exec(stdout)?.[1] ?? 'null');

test('Ctrl-C stops every server', async () => {
  const story = program(`
    const children = [];
    await startServers({ dir, logs: dir, keep: async (key, start) => { const child = await start(); children.push(child.pid); return child; } });
    tell(children);
    await forEver();`);
  const pids = said(await story.says(/^SAID .*\n/m)) as number[];
  expect(pids.filter(isAlive)).toHaveLength(3);
  await story.interrupt();
  expect(pids.filter(isAlive)).toEqual([]);
});

test('a failure half-way stops what was started and is one line', async () => {
  const story = program(`
    const { pid } = await mariadb(await freePort());
    tell(pid);
    throw new Error('half-way');`);
  const { code, stdout, stderr } = await story.ended;
  expect(code).toBeGreaterThan(0);
  expect(isAlive(said(stdout))).toBe(false);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('what MariaDB acknowledged is there after kill -9 and a start on the same directory and port', async () => {
  const story = program(`
    const port = await freePort();
    tell((await mariadb(port)).ownerUrl);
    await forEver();`);
  const url = said(await story.says(/^SAID .*\n/m)) as string;
  const first = await mysql.createConnection(url);
  await first.query('CREATE DATABASE kept');
  await first.query('CREATE TABLE kept.word (word VARCHAR(20))');
  await first.query("INSERT INTO kept.word VALUES ('责任')");
  await first.query("CREATE USER 'zeren_app'@'%' IDENTIFIED BY 'x'");
  await first.query("GRANT SELECT ON kept.word TO 'zeren_app'@'%'");
  first.destroy();
  await story.interrupt();
  const again = program(`
    const port = ${new URL(url).port};
    await (await mariadb(port)).kill9();
    tell((await mariadb(port)).ownerUrl);
    await forEver();`);
  expect(said(await again.says(/^SAID .*\n/m))).toBe(url);
  const second = await mysql.createConnection(url);
  const [rows] = await second.query('SELECT word FROM kept.word');
  expect(rows).toEqual([{ word: '责任' }]);
  second.destroy();
  await again.interrupt();
});

test('Temporal starts again on its file and port after kill -9', async () => {
  const story = program(`
    const port = await freePort();
    const first = await temporal(port);
    await first.kill9();
    const second = await temporal(port);
    tell([first.address, second.address, first.pid === second.pid]);`);
  const { stdout, code } = await story.ended;
  expect(code).toBe(0);
  const [first, second, isSameProcess] = said(stdout) as [string, string, boolean];
  expect(second).toBe(first);
  expect(isSameProcess).toBe(false);
});

test('maildev shows the mails of before its restart', async () => {
  const story = program(`
    const { createTransport } = (await import('node:module')).createRequire('${repo}/package.json')('nodemailer');
    const ports = { smtpPort: await freePort(), webPort: await freePort() };
    const page = () => fetch('http://127.0.0.1:' + ports.webPort + '/email').then((answer) => answer.json());
    const first = await startMaildev({ ...ports, dir: dir + '/mail', logFile: dir + '/maildev.log' });
    await createTransport(first.smtpUrl).sendMail({ from: 'a@example.org', to: 'b@example.org', subject: '一季度报告', text: '正文' });
    const before = (await page()).map((mail) => mail.subject);
    await first.kill9();
    await startMaildev({ ...ports, dir: dir + '/mail', logFile: dir + '/maildev.log' });
    let after = [];
    for (let tries = 0; tries < 50 && after.length === 0; tries += 1) { after = (await page()).map((mail) => mail.subject); await new Promise((go) => setTimeout(go, 100)); }
    tell([before, after]);`);
  const { stdout, stderr } = await story.ended;
  expect({ said: said(stdout), stderr }).toEqual({ said: [['一季度报告'], ['一季度报告']], stderr: '' });
});
