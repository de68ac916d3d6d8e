import { dateOfDayNumber, dayNumber, isLocalDate } from '../../time/instant.ts';
import type { LocalDate } from '../../time/instant.ts';

/** Excel counts days from here; 20,000 to 80,000 are the years 1954 to 2119. */
const sheetEpoch = dayNumber('1899-12-30');

/** Characters as they are typed in either width, without spaces. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

const day = (year: string, month: string, date: string): LocalDate | null => {
  const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isLocalDate(written) ? written : null;
};

/**
 * A day as people type it: 2026.3.5, 2026年3月5日, 2026/3/5, 20260305, 3月5日, a sheet's serial number.
 *
 * @param year whose day it is where none is written
 * @returns null where it is no day, or could be several: 3.5, 26.3.5
 */
export function dayIn(text: string, year: number): LocalDate | null {
  const said = plain(text).replace(/[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$/, '');
  const full = /^(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?[日号]?$/.exec(said) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(said);
  if (full) return day(full[1] ?? '', full[2] ?? '', full[3] ?? '');
  const short = /^(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]$/.exec(said);
  if (short) return day(String(year), short[1] ?? '', short[2] ?? '');
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(said)?.[1];
  return serial !== undefined && Number(serial) >= 20_000 && Number(serial) <= 80_000 ? dateOfDayNumber(sheetEpoch + Number(serial)) : null;
}

/** By a day, or within days. */
export type TermSaid = { by: LocalDate } | { within: { days: number; counted: 'natural' | 'working' } };

/**
 * What a document says of time, as a ledger quotes it: 收到后30日内下达, 15个工作日内, 6月30日前支付完毕.
 *
 * @returns null where it names neither a day nor a number of days
 */
export function termIn(text: string, year: number): TermSaid | null {
  const said = plain(text).replaceAll(' ', '');
  const written = /\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?|\d{1,2}月\d{1,2}[日号]/.exec(said)?.[0] ?? (/^\d{5}$|^\d{8}$/.test(said) ? said : undefined);
  const by = written === undefined ? null : dayIn(written, year);
  if (by !== null) return { by };
  const [, days = '', counted] = /(?<!\d)(\d{1,3})个?(工作日|自然日|日|天)/.exec(said) ?? [];
  const count = Number(days);
  return count >= 1 && count <= 366 ? { within: { days: count, counted: counted === '工作日' ? 'working' : 'natural' } } : null;
}
