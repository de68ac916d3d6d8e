import type { Text } from './examination.ts';

/** 41 streams, 1 stream. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** How long ago, in words: what is worth knowing of a delay is its order of magnitude. */
export function since(from: string, now: Date): Text {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(from)) / 60_000));
  if (minutes < 60) return { zh: `${minutes} 分钟`, en: counted(minutes, 'minute') };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { zh: `${hours} 小时`, en: counted(hours, 'hour') } : { zh: `${Math.floor(hours / 24)} 天`, en: counted(Math.floor(hours / 24), 'day') };
}

/** An instant minutes before a time. */
export const minutesBefore = (now: Date, minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();

/** A value of the record or of a workflow, short enough for one line. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '—');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
