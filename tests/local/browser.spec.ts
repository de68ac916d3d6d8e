import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, remove, repo, startLocal, stopLeftovers, temporaryDir } from './local-process.ts';

let dir: string;
beforeEach(() => { dir = temporaryDir(); });
afterEach(async () => {
  await stopLeftovers();
  remove(dir);
});

/** Finds a browser and says which; `body` may use it. */
function find(env: Record<string, string>, body = ''): Promise<Ended> {
  const file = join(dir, 'story.mjs');
  writeFileSync(file, `
    import { createRequire } from 'node:module';
    import { findBrowser } from '${repo}/infra/local/browser.mjs';
    import { main } from '${repo}/infra/local/children.mjs';
    const tell = (value) => console.log('SAID ' + JSON.stringify(value));
    await main(async () => { const browser = await findBrowser(); ${body || 'tell(browser.executablePath);'} });`);
  return startLocal(process.execPath, [file], env).ended;
}
const said = ({ stdout, stderr }: Ended): unknown => JSON.parse(/^SAID (.*)$/m.exec(stdout)?.[1] ?? `"${stderr.trim().replaceAll('"', '')}"`);

/** A program of that name which says its version, and nothing else. */
function stub(name: string): string {
  const path = join(dir, name);
  writeFileSync(path, '#!/bin/sh\necho Chromium 1.0\n');
  chmodSync(path, 0o755);
  return path;
}

/** Every program of this machine but some. */
function pathWithout(hidden: RegExp): string {
  const own = join(dir, 'path');
  mkdirSync(own);
  for (const folder of [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin']) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) continue;
    for (const name of readdirSync(folder)) if (!hidden.test(name) && !existsSync(join(own, name))) symlinkSync(join(folder, name), join(own, name));
  }
  return own;
}

test('the browser that is given is taken, before one on PATH', async () => {
  const given = stub('my-browser');
  stub('chromium');
  expect(said(await find({ CHROMIUM_PATH: given, PATH: `${dir}:${process.env['PATH']}` }))).toBe(given);
  expect(said(await find({ CHROMIUM_PATH: '', PATH: `${dir}:${process.env['PATH']}` }))).toBe(join(dir, 'chromium'));
});

test('a browser that is given and does not run is named in one line', async () => {
  const { code, stderr } = await find({ CHROMIUM_PATH: '/nowhere/chromium' });
  expect(stderr).toMatch(/^CHROMIUM_PATH 指向的 \/nowhere\/chromium 不能运行.* · .*\/nowhere\/chromium.*\n$/);
  expect(code).toBe(7);
});

test('without a browser and without a way to fetch one, one line says both ways to provide it', async () => {
  const { code, stderr } = await find({ CHROMIUM_PATH: '', PATH: pathWithout(/^(chrom|google-chrome|apt)/), ZEREN_TOOLS_DIR: join(dir, 'tools') });
  expect(stderr).toMatch(/^得不到 Chromium.*CHROMIUM_PATH.* · Chromium cannot be obtained.*PATH.*CHROMIUM_PATH.*\n$/);
  expect(code).toBe(7);
});

test('the browser draws 汉字, each its own', async () => {
  const story = `
    const { chromium } = createRequire('${repo}/package.json')('playwright-core');
    const launched = await chromium.launch({ ...browser, args: ['--no-sandbox'] });
    const page = await launched.newPage();
    await page.setContent('<h1>责任书</h1>');
    const drawn = (sign) => page.evaluate((sign) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 60 });
      const pen = canvas.getContext('2d');
      pen.font = '40px sans-serif';
      pen.fillText(sign, 5, 45);
      return canvas.toDataURL();
    }, sign);
    const signs = [await drawn('责'), await drawn('任'), await drawn('书'), await drawn('')];
    const picture = await page.screenshot(process.env.PICTURE ? { path: process.env.PICTURE } : {});
    await launched.close();
    tell([new Set(signs).size, picture.length > 1000]);`;
  expect(said(await find({}, story))).toEqual([4, true]);
});
