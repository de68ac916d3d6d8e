import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultClientConditions, defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { routes } from '../../libs/contracts/routes.ts';

const outDir = new URL('../../dist/web', import.meta.url).pathname;

/** Method and path of every route, so that the pages carry neither a copy of the table nor the schemas beside it. */
const addresses = Object.fromEntries(Object.entries(routes).map(([name, { method, path }]) => [name, [method, path]]));

/** Files are compressed once, at build time, and served as they lie. */
const compressed: Plugin = {
  name: 'compressed',
  async closeBundle() {
    for (const entry of await readdir(outDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const content = await readFile(file);
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    }
  },
};

/**
 * Many small files cost an official's phone more than their bytes: what the pages of duties share goes in two. What the
 * first page needs as well (time, the lights) stays with it.
 */
const codeSplitting = {
  includeDependenciesRecursively: false,
  groups: [
    { name: 'rules', test: /\/libs\/domain\/(?!time\/|light\.ts)/, minShareCount: 2 },
    { name: 'acts', test: /\/(libs\/contracts\/(document-types|state-words)|apps\/web\/(base\/(field|faults|reason|dialog|typed|attachments|upload)|shell\/(may|posts)))\b/, minShareCount: 2 },
  ],
};

export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  define: { __ADDRESSES__: JSON.stringify(addresses) },
  resolve: { conditions: ['@zeren/source', ...defaultClientConditions] },
  plugins: [compressed],
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? 7070}` } },
  // Inlined files would need a wider Content-Security-Policy.
  build: { outDir, emptyOutDir: true, manifest: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1_500, modulePreload: { polyfill: false }, rolldownOptions: { output: { codeSplitting }, onwarn: (warning, say) => { if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') say(warning); } } },
});
