import type { UnitType } from '../../contracts/policy.ts';
import type { ImportFaultCode, ImportField } from '../../contracts/import-faults.ts';
import type { LocalDate } from '../time/instant.ts';

/** The office's own records: units, posts, people and tenures, and what an import would make of them. */

export interface UnitRecord {
  id: string;
  name: string;
  type: string;
  under: string | null;
  /** `/root/…/unit/` */
  path: string;
  /** Last day, inclusive. */
  to: LocalDate | null;
}

export interface PersonRecord {
  id: string;
  name: string;
  email: string | null;
  /** False where a post is held, or will be, outside what the importer administers. */
  isOurs: boolean;
}

export interface Spell {
  from: LocalDate;
  /** Last day, inclusive; null while nobody knows. */
  to: LocalDate | null;
}

export interface TenureRecord extends Spell {
  id: string;
  post: string;
  person: string;
}

/** What is on record of everything the table touches. */
export interface KnownOffice {
  units: ReadonlyMap<string, UnitRecord>;
  posts: ReadonlySet<string>;
  people: ReadonlyMap<string, PersonRecord>;
  /** Of the posts of the table's units. */
  tenures: readonly TenureRecord[];
  /** Person of each login; ids of people are taken alike. */
  logins: ReadonlyMap<string, string>;
}

/** What somebody administers: the units under these paths, or every tree. */
export interface Realm {
  everywhere: boolean;
  paths: readonly string[];
}

export const administers = (realm: Realm, path: string): boolean => realm.everywhere || realm.paths.some((one) => path.startsWith(one));

/** A row of the table as it was typed; '' where nothing was. `row` counts as the sheet does. */
export type ImportRow = Record<ImportField, string> & { row: number };

export interface ImportFault {
  row: number;
  field: ImportField;
  code: ImportFaultCode;
  facts: Record<string, string | number>;
}

export interface Changed<T> {
  id: string;
  before: T;
  after: T;
}

/** What an import writes: nothing is ever deleted. */
export interface OfficeChanges {
  newUnits: UnitRecord[];
  renamedUnits: Changed<{ name: string }>[];
  newPosts: { id: string; unit: string; kind: string; title: string; functions: readonly string[] }[];
  /** The id is the login too. */
  newPeople: { id: string; name: string; email: string | null }[];
  changedPeople: Changed<{ name: string; email: string | null }>[];
  newTenures: TenureRecord[];
  changedTenures: Changed<Spell>[];
}

export interface ImportGround {
  unitTypes: readonly UnitType[];
  known: KnownOffice;
  realm: Realm;
  today: LocalDate;
  /** From when a post that nobody ever held is held, where the table does not say: before any year. */
  since: LocalDate;
}

export interface ImportPlan {
  faults: ImportFault[];
  changes: OfficeChanges;
  unchanged: { units: number; posts: number; people: number; tenures: number };
}

export const noChanges = (): OfficeChanges => ({ newUnits: [], renamedUnits: [], newPosts: [], newPeople: [], changedPeople: [], newTenures: [], changedTenures: [] });

export const never = '9999-12-31';
export const overlaps = (one: Spell, other: Spell): boolean => one.from <= (other.to ?? never) && other.from <= (one.to ?? never);
