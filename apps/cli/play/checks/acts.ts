import { dateOf } from './calendar.ts';
import { canonical } from './canonical.ts';
import { noFaults, sameSet } from './expect.ts';
import type { ActAnswer, ActDone, Check, Expected, Manifest } from './expect.ts';
import { holderOn } from './record.ts';
import type { ActRow, EventRow, Found } from './record.ts';

/** Each acknowledged act is in the journal once, in one run of events, by the tenure that held the post that day. */
export function actsOnce(manifest: Manifest, found: Found): Check {
  const events = new Map<string, EventRow[]>();
  for (const event of found.events) {
    if (event.act_key === null) continue;
    const key = `${event.account} ${event.act_key}`;
    events.set(key, [...(events.get(key) ?? []), event]);
  }
  const rows = new Map<string, ActRow[]>();
  for (const row of found.acts) rows.set(`${row.account} ${row.act_key}`, [...(rows.get(`${row.account} ${row.act_key}`) ?? []), row]);
  const faults = manifest.acts.flatMap((act) => {
    const key = `${act.account} ${act.key}`;
    const fault = eventsFault(act, events.get(key) ?? []) ?? rowFault(act, rows.get(key) ?? []) ?? actorFault(act, events.get(key)?.[0], found);
    return fault === null ? [] : [`${act.command} ${act.unit ?? ''} ${act.at}: ${fault}`];
  });
  // What nobody gave must not be there either.
  const given = new Set(manifest.acts.map((act) => `${act.account} ${act.key}`));
  const strangers = [...rows.keys()].filter((key) => !given.has(key)).map((key) => `nobody gave ${key}`);
  return noFaults('acts-once-by-right-tenure', manifest.acts.length, [...faults, ...strangers]);
}

function eventsFault(act: ActDone, events: readonly EventRow[]): string | null {
  if (events.length === 0) return 'not in the journal';
  if (events.some(({ stream }) => stream !== act.answer.stream)) return 'in another stream';
  if (events.some(({ seq }, index) => seq !== (events[0]?.seq ?? 0) + index)) return 'not one run of events';
  if (canonical(events.map(({ type }) => type)) !== canonical(act.answer.events)) return `events ${events.map(({ type }) => type).join(', ')}`;
  if (events.at(-1)?.seq !== act.answer.seq) return `ends at #${events.at(-1)?.seq}, acknowledged #${act.answer.seq}`;
  const late = events.find(({ at }) => at !== act.at);
  return late ? `at ${late.at}` : null;
}

function rowFault(act: ActDone, rows: readonly ActRow[]): string | null {
  if (rows.length !== 1) return `${rows.length} rows in act`;
  return rows[0]?.stream === act.answer.stream && rows[0].seq === act.answer.seq ? null : `act row says ${rows[0]?.stream} #${rows[0]?.seq}`;
}

function actorFault(act: ActDone, event: EventRow | undefined, found: Found): string | null {
  const account = found.accounts.get(act.account);
  if (account?.login !== act.login) return `account of ${account?.login}`;
  if (event?.person !== account.person) return `person ${event?.person}`;
  const held = JSON.parse(event.posts) as { post: string; tenure: string }[];
  if (canonical(held.map(({ post }) => post).sort()) !== canonical([...act.posts].sort())) return `posts ${held.map(({ post }) => post).join(', ')}`;
  for (const { post, tenure } of held) {
    const holder = holderOn(found, post, dateOf(act.at));
    if (!holder || holder.id !== tenure || holder.person !== event.person) return `${post} under ${tenure}, held by ${holder?.id ?? 'nobody'}`;
    if (act.person !== null && holder.name !== act.person) return `by ${holder.name}, not ${act.person}`;
  }
  return null;
}

/** A request sent again with its key got its first answer, which is the one on record. */
export function retriesAlike({ retries }: Manifest, found: Found): Check {
  const faults = retries.flatMap(({ key, account, first, second }) => {
    if (canonical(first) !== canonical(second)) return [`${key}: ${canonical(first)} then ${canonical(second)}`];
    const row = found.acts.find((one) => one.account === account && one.act_key === key);
    const kept = row ? (JSON.parse(row.outcome) as Partial<ActAnswer>) : {};
    const same = kept.stream === first.stream && kept.seq === first.seq && kept.at === first.at && canonical(kept.events) === canonical(first.events);
    return same ? [] : [`${key}: the record keeps ${canonical({ stream: kept.stream, seq: kept.seq, at: kept.at })}`];
  });
  return noFaults('retries-answered-alike', retries.length, faults);
}

/** What had to be refused was, with its reason, and left nothing on record. */
export function refusedAsSaid({ refusals }: Manifest, found: Found): Check {
  const faults = refusals.flatMap(({ what, key, account, must, was }) => {
    if (was !== must) return [`${what}: ${was}, must be ${must}`];
    return found.acts.some((act) => act.account === account && act.act_key === key) ? [`${what}: refused, and on record`] : [];
  });
  return noFaults('refused-as-said', refusals.length, faults);
}

/** Each stage that is recorded on an obligation is there once, with its true instant. */
export function escalations(expected: Expected, found: Found, cycle: string): Check {
  const recorded = found.events.filter(({ type }) => type === 'stageReached').map(({ stream, body, at }) => {
    const { duty, stage, dating, dueAt } = JSON.parse(body) as { duty: string; stage: string; dating: number; dueAt: string };
    const unit = stream.startsWith('funds-line/') ? found.obligations.find(({ obligation_key: key }) => key === duty)?.unit : stream.slice(`unit-year/${cycle}/`.length);
    return `${cycle}/${unit}/${duty}/${stage}/${dating} @ ${dueAt} @ ${at}`;
  });
  return sameSet('escalations-at-their-instants', [...expected.escalations].map(([key, at]) => `${key} @ ${at} @ ${at}`), recorded);
}
