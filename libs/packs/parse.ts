import { z } from 'zod';
import { findingAt } from './place.ts';
import type { Finding } from './finding.ts';
import type { Path, PlacedYaml } from './place.ts';

type Issue = z.core.$ZodIssue;
type Raw = Parameters<ReturnType<typeof z.locales.en>['localeError']>[0];

const zh = z.locales.zhCN().localeError;
const en = z.locales.en().localeError;

/** A file read through its schema: its content, or why it has none. */
export type Parsed<T> = { content: T } | { findings: Finding[] };

export function parse<T extends z.ZodType>(yaml: PlacedYaml, schema: T): Parsed<z.output<T>> {
  if (yaml.syntax.length > 0) {
    return { findings: yaml.syntax.map(({ line, message }) => ({ ...findingAt({ yaml, path: [] }, 'yaml', `YAML 语法错误：${message}`, message), line })) };
  }
  // Without the input a message could not say what was found instead.
  const result = schema.safeParse(yaml.value, { reportInput: true });
  return result.success ? { content: result.data } : { findings: result.error.issues.flatMap((issue) => findingsOf(yaml, issue, [])) };
}

function findingsOf(yaml: PlacedYaml, issue: Issue, above: Path): Finding[] {
  const path = [...above, ...issue.path];
  if (isBasisMissing(issue, path)) {
    return [findingAt({ yaml, path }, 'basisMissing', '缺少依据：每个期限和责任都要写明条款、文件或设定', 'the basis is missing: name an article, a document or a setting')];
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearestBranch(issue.errors).flatMap((inner) => findingsOf(yaml, inner, path));
  }
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
  return keys.map((key) => findingAt({ yaml, path: key === undefined ? path : [...path, key] }, 'schema', said(zh, issue), said(en, issue)));
}

const isBasisMissing = (issue: Issue, path: Path): boolean =>
  path.at(-1) === 'basis' && (issue.input === undefined || issue.input === null || (typeof issue.input === 'object' && Object.keys(issue.input).length === 0));

/** Of a union's branches, the one the author most likely meant: fewest unknown keys, then fewest faults. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const unknownKeys = (issues: readonly Issue[]): number => issues.filter((issue) => issue.code === 'unrecognized_keys').length;
  return [...branches].sort((a, b) => unknownKeys(a) - unknownKeys(b) || a.length - b.length)[0] ?? [];
}

/** What zod says; a rule of our own says itself what is wrong, `中文 · English` or in English alone. */
function said(locale: typeof zh, issue: Issue): string {
  if (issue.code === 'custom') {
    const [first = '', second] = issue.message.split(' · ');
    return locale === en ? second ?? first : second === undefined ? `不符合要求：${first}` : first;
  }
  const message = locale(issue as Raw);
  return (typeof message === 'string' ? message : message?.message) ?? issue.message;
}
