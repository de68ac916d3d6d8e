import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of Vite's manifest: the file a source became, what it imports, and its styles. */
interface Built { file: string; imports?: string[]; css?: string[] }
type Manifest = Readonly<Record<string, Built>>;

/**
 * What a browser is told to fetch while it still reads the page itself: the files of the page the address leads to, and
 * for whoever is signed in the first answers it shows. Hints only: without them the page asks for the same, later.
 *
 * @param dir of the built pages
 * @returns the value of the header `Link` for an address; empty where there is nothing to say
 */
export function linksAhead(dir: string): (path: string, cookies: string | undefined) => string {
  const file = join(dir, '.vite/manifest.json');
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Manifest : {};
  const entry = [...linksOf(manifest, 'index.html')];
  const files = new Map<string, readonly string[]>();
  const filesOf = (page: string): readonly string[] => {
    const known = files.get(page) ?? [...linksOf(manifest, `pages/${page}/${page}.tsx`)];
    files.set(page, known);
    return known;
  };
  return (path, cookies = '') => {
    const [, cycle, rest = ''] = /^\/cycles\/([\w-]+)\/([\w/-]+)$/.exec(path) ?? [];
    if (cycle === undefined || !cookies.includes('zeren_csrf=')) return '';
    const [, unit, duty] = /^units\/([^/]+)\/obligations\/([^/]+)$/.exec(rest) ?? [];
    const answers = ['/session', `/tasks?cycle=${cycle}`, `/cycles/${cycle}`, ...(duty === undefined ? [] : [path])];
    // A page is a folder of its own name; of an obligation, the part of a kind often has the duty's.
    const parts = duty === undefined ? [/^units\/[^/]+$/.test(rest) ? 'unit' : rest] : ['obligation', duty];
    // Browsers fetch in this order, a few at a time: nothing is shown without the entry.
    return [
      ...entry,
      ...answers.map((answer) => `</api/v1${answer}>; rel=preload; as=fetch; crossorigin=anonymous`),
      ...new Set(parts.flatMap(filesOf)),
    ].join(', ');
  };
}

/** A source's files as links, with those of all that it imports, but for the entry's. */
function* linksOf(manifest: Manifest, source: string): Generator<string> {
  const one = manifest[source];
  if (one === undefined) return;
  yield `</${one.file}>; rel=modulepreload`;
  for (const sheet of one.css ?? []) yield `</${sheet}>; rel=preload; as=style; crossorigin=anonymous`;
  for (const name of one.imports ?? []) if (name !== 'index.html') yield* linksOf(manifest, name);
}
