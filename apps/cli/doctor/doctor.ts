import { readSettings, SettingMissing } from '#libs/platform/settings';
import type { Settings } from '#libs/platform/settings';
import { sqlOf } from '#libs/store/sql';
import { Unreachable } from './examination.ts';
import type { Finding, Patient, Text } from './examination.ts';
import { reachDatabase, reachTemporal, troubleOf } from './reach.ts';
import { examinedAs, printReport, stumbled } from './report.ts';
import type { Examined, Report } from './report.ts';
import { examinations } from './table.ts';

export interface DoctorOptions {
  json?: boolean;
  /** Compare only so many streams with their workflows. */
  sample?: number;
}

/** What the doctor stands in: a test gives its own. */
export interface Standing {
  settings?: () => Settings;
  now?: () => Date;
  print?: (line: string) => void;
  complain?: (line: string) => void;
}

/**
 * Examines the installation and says what is missing and what to do. It changes nothing.
 *
 * @returns the exit code: 0 healthy, 1 with findings or when database or Temporal cannot be asked
 */
export async function doctor(options: DoctorOptions, { settings = readSettings, now = () => new Date(), print = console.log, complain = console.error }: Standing = {}): Promise<number> {
  try {
    const report = await examineAll(settings(), options, now);
    if (options.json) print(JSON.stringify(report, null, 2));
    else printReport(report, print);
    return report.healthy ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unreachable) && !(error instanceof SettingMissing)) throw error;
    if (options.json) print(JSON.stringify({ healthy: false, unreachable: error.message }, null, 2));
    else complain(error.message);
    return 1;
  }
}

async function examineAll(settings: Settings, options: DoctorOptions, now: () => Date): Promise<Report> {
  const begun = performance.now();
  const source = await reachDatabase(settings);
  try {
    const client = await reachTemporal(settings);
    try {
      const facts: Report['facts'] = {};
      const examined: Examined[] = [];
      for (const examination of examinations) {
        const notes: Text[] = [];
        const patient: Patient = {
          settings, source, sql: sqlOf(source), client, now, sample: options.sample ?? null,
          note(text, more = {}) { notes.push(text); Object.assign(facts, more); },
          progress: progressLine(examination.title, options.json === true),
        };
        const findings = await examination.examine(patient).catch((error: unknown): Finding[] => {
          const trouble = troubleOf(error, settings);
          if (trouble instanceof Unreachable) throw trouble;
          return [stumbled(error)];
        });
        examined.push(examinedAs(examination, notes, findings));
      }
      const healthy = examined.every(({ findings }) => findings.length === 0);
      return { healthy, facts, examinations: examined, elapsedMs: Math.round(performance.now() - begun) };
    } finally {
      await client.connection.close();
    }
  } finally {
    await source.destroy();
  }
}

/** On a terminal only, and beside what is printed: the report may be read by a program. */
function progressLine(title: Text, isQuiet: boolean): Patient['progress'] {
  if (isQuiet || !process.stderr.isTTY) return () => undefined;
  return (done, total) => { process.stderr.write(done < total ? `\r\x1b[K${title.zh} ${done}/${total}` : '\r\x1b[K'); };
}
