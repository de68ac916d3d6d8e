import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { Settings } from '#libs/platform/settings';
import type { Sql } from '#libs/store/sql';

/** One sentence, Chinese first. */
export interface Text {
  zh: string;
  en: string;
}

/** Something that is not as it should be, and what the administrator can do about it. */
export interface Finding {
  /** Stable, for programs that read `--json`. */
  code: string;
  what: Text;
  todo: Text;
  /** What it is about: stream, seq, columns, obligation, … */
  about: Readonly<Record<string, string | number | null | readonly string[]>>;
}

/** What an examination looks at, and where it says what it saw. It changes nothing. */
export interface Patient {
  settings: Settings;
  source: DataSource;
  sql: Sql;
  client: Client;
  now(): Date;
  /** At most so many streams are compared with their workflows; null for all. */
  sample: number | null;
  /** A fact worth printing that is no finding. */
  note(text: Text, facts?: Readonly<Record<string, string | number>>): void;
  progress(done: number, total: number): void;
}

export interface Examination {
  name: string;
  title: Text;
  examine(patient: Patient): Promise<Finding[]>;
}

/** Database or Temporal cannot be asked; the message is the one line that says what to do. */
export class Unreachable extends Error {}

/** The most rows of a kind an examination names; how many there are in all it counts. */
export const mostNamed = 1_000;
