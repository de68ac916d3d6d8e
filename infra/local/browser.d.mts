/** What tests use of `browser.mjs`; the words are there. */
export interface Browser {
  executablePath: string;
  env: Record<string, string>;
}
export function findBrowser(say?: (line: string) => void): Promise<Browser>;
