import { instantAt } from '#libs/domain/time/instant';

/** What is typed about a pause; an empty `from` is now, an empty `to` until somebody ends it. */
export interface PauseForm { under: string | undefined; from: string; to: string; reason: string; number: string; title: string }
export const blank: PauseForm = { under: undefined, from: '', to: '', reason: '', number: '', title: '' };

/** `2026-07-01T08:30` as an input of the browser gives it, in the campaign's time zone. */
const instantOf = (local: string): string => instantAt(local.slice(0, 10), local.slice(11, 16));
export const spanOf = ({ under, from, to }: PauseForm) => ({ ...(under === undefined ? {} : { under }), ...(from === '' ? {} : { from: instantOf(from) }), ...(to === '' ? {} : { to: instantOf(to) }) });
