import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Manifest } from './checks/expect.ts';

const folder = (): string => join(resolve(process.env['ZEREN_STATE_DIR'] ?? '.zeren'), 'play');
const file = (): string => join(folder(), 'last.json');

/** Keeps the manifest of a finished run, for those who alter it afterwards. */
export function keepRun(manifest: Manifest): void {
  mkdirSync(folder(), { recursive: true });
  const written = `${file()}.new`;
  writeFileSync(written, `${JSON.stringify(manifest)}\n`);
  renameSync(written, file());
}

export const lastRun = (): Manifest | null => (existsSync(file()) ? (JSON.parse(readFileSync(file(), 'utf8')) as Manifest) : null);
