import type { Examination, Finding, Text } from './examination.ts';

/** One examination's outcome, as `--json` gives it. */
export interface Examined {
  name: string;
  title: Text;
  notes: Text[];
  findings: Finding[];
}

export interface Report {
  healthy: boolean;
  facts: Record<string, string | number>;
  examinations: Examined[];
  elapsedMs: number;
}

/** The most findings printed of one kind; `--json` names more. */
const mostPrinted = 20;

export function printReport({ examinations, elapsedMs }: Report, print: (line: string) => void): void {
  print('责任诊断 · zeren doctor');
  for (const { title, notes, findings } of examinations) {
    print('');
    print(`${findings.length === 0 ? '✓' : '✗'} ${line(title)}`);
    for (const note of notes) print(`    ${line(note)}`);
    printFindings(findings, print);
  }
  const found = examinations.reduce((sum, { findings }) => sum + findings.length, 0);
  const seconds = (elapsedMs / 1_000).toFixed(1);
  print('');
  print(found === 0 ? `一切正常（${seconds} 秒） · all is well (${seconds} s)` : `${found} 处需要处理（${seconds} 秒） · ${found === 1 ? '1 finding' : `${found} findings`} (${seconds} s)`);
}

/** What to do is said once for all findings that it mends. */
function printFindings(findings: readonly Finding[], print: (line: string) => void): void {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const kind = `${finding.code} ${finding.todo.en}`;
    alike.set(kind, [...(alike.get(kind) ?? []), finding]);
  }
  for (const [first, ...others] of alike.values()) {
    if (!first) continue;
    const all = [first, ...others];
    for (const { what } of all.slice(0, mostPrinted)) print(`  ✗ ${line(what)}`);
    if (all.length > mostPrinted) print(`    另有 ${all.length - mostPrinted} 项，见 --json · ${all.length - mostPrinted} more with --json`);
    print(`    → ${line(first.todo)}`);
  }
}

const line = ({ zh, en }: Text): string => `${zh} · ${en}`.replace(/\s*\n\s*/g, ' ');

/** An examination that stumbled says so itself: what it would have found is not known. */
export const stumbled = (error: unknown): Finding => {
  const words = error instanceof Error ? error.message : String(error);
  return {
    code: 'notExamined',
    what: { zh: `未能检查完：${words}`, en: `could not be examined: ${words}` },
    todo: { zh: '先处理上面的问题，再运行一次', en: 'mend what stands above first, then run this again' },
    about: { cause: words },
  };
};

export const examinedAs = ({ name, title }: Examination, notes: Text[], findings: Finding[]): Examined => ({ name, title, notes, findings });
