import type { DataSource } from 'typeorm';
import type { PolicyPack } from '#libs/contracts/policy';
import type { WorkingCalendar } from '#libs/domain/calendar/calendar';
import type { TimeOfDay } from '#libs/domain/time/instant';
import { sqlOf } from '#libs/store/sql';

/** What delivery needs of the pack and the calendar a cycle pinned when it was drafted. */
export interface DeliveryTerms {
  cycle: string;
  isDrill: boolean;
  calendar: WorkingCalendar;
  /** Times of a working day at which digests go out, earliest first. */
  slots: readonly TimeOfDay[];
  /** Nothing is frozen from `from` until `to`; it may run over midnight. */
  quiet: { from: TimeOfDay; to: TimeOfDay };
  /** Minutes after a slot over which the escalations of many units come in; none in a drill. */
  spreadMinutes: number;
  /** The campaign's own name, and the label every mail of it carries. */
  campaign: { zh: string; en: string };
  label: { zh: string; en: string } | null;
}

type PinnedPack = Pick<DeliveryTerms, 'slots' | 'quiet' | 'spreadMinutes' | 'campaign' | 'label'>;

interface Pinned {
  packs: Map<string, PinnedPack>;
  calendars: Map<string, WorkingCalendar>;
}

/** By source, because two databases may hold different content under one version's name. */
const pinnedOf = new WeakMap<DataSource, Pinned>();

/**
 * The terms of a cycle. Packs and calendars are parsed once: what is pinned does not change under its digest or version.
 *
 * @throws RangeError when the cycle, its pack or its calendar is not in the record
 */
export async function termsOf(source: DataSource, cycle: string): Promise<DeliveryTerms> {
  const [row] = await sqlOf(source).query<{ is_drill: boolean; pack_digest: string; calendar_version: string }>(
    'SELECT is_drill, pack_digest, calendar_version FROM cycle WHERE id = ?', [cycle]);
  if (!row) throw new RangeError(`no cycle ${cycle}`);
  const pinned = pinnedOf.get(source) ?? { packs: new Map(), calendars: new Map() };
  pinnedOf.set(source, pinned);
  const pack = pinned.packs.get(row.pack_digest) ?? await readPack(source, row.pack_digest);
  const calendar = pinned.calendars.get(row.calendar_version) ?? await readCalendar(source, row.calendar_version);
  pinned.packs.set(row.pack_digest, pack);
  pinned.calendars.set(row.calendar_version, calendar);
  const isDrill = Boolean(row.is_drill);
  return { cycle, isDrill, calendar, ...pack, spreadMinutes: isDrill ? 0 : pack.spreadMinutes };
}

/** Live cycles whose people may be told something: of a draft, that it was made. */
export async function liveCycles(source: DataSource): Promise<string[]> {
  const rows = await sqlOf(source).query<{ id: string }>("SELECT id FROM cycle WHERE status IN ('draft', 'launching', 'open', 'closing', 'cancelling') AND is_drill = 0");
  return rows.map(({ id }) => id);
}

async function readPack(source: DataSource, digest: string): Promise<PinnedPack> {
  const [row] = await sqlOf(source).query<{ content: string }>('SELECT content FROM policy_pack WHERE digest = ?', [digest]);
  if (!row) throw new RangeError(`no policy pack ${digest}`);
  const { settings, campaign, label } = JSON.parse(row.content) as PolicyPack;
  return {
    slots: [...settings.deliverySlots.value].sort(), quiet: settings.quietHours.value, spreadMinutes: settings.escalationWindowMinutes.value, campaign: campaign.name, label: label ?? null,
  };
}

async function readCalendar(source: DataSource, version: string): Promise<WorkingCalendar> {
  const [row] = await sqlOf(source).query<{ content: string }>('SELECT content FROM calendar WHERE version = ?', [version]);
  if (!row) throw new RangeError(`no calendar ${version}`);
  return JSON.parse(row.content) as WorkingCalendar;
}
