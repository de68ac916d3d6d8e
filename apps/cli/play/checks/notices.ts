import { dateOf, isWorked, slots, timeOf } from './calendar.ts';
import { noFaults, sameSet } from './expect.ts';
import type { Check, Expected, ExpectedNotice, Manifest } from './expect.ts';
import { administratorPost, postsOf } from './ladders.ts';
import type { Message } from './mailbox.ts';
import { holderOn, isTold } from './record.ts';
import type { Found, NoticeRow } from './record.ts';

/** Why a post's holder gets no mail; such a notice is told to the office above, with the reason in its key. */
export function obstacleOf({ vacant, addressless }: Manifest, post: string): 'vacantPost' | 'noAddress' | null {
  return vacant.includes(post) ? 'vacantPost' : addressless.includes(post) ? 'noAddress' : null;
}

const toldKey = (manifest: Manifest, { key, post }: ExpectedNotice): string => {
  const obstacle = obstacleOf(manifest, post);
  return obstacle === null ? key : `${key}/${obstacle}`;
};

/** Every stage that fell due was told once for each post, and nothing else was told; nothing due is still planned. */
export function exactlyOnce(manifest: Manifest, expected: Expected, found: Found): Check {
  const told = found.notices.filter(isTold).map(({ notice_key: key }) => key);
  const left = found.notices.filter(({ status, at }) => ['planned', 'frozen', 'merged'].includes(status) && at <= manifest.clock).map(({ notice_key: key, status }) => `${status} ${key}`);
  return sameSet('notices-exactly-once', [...expected.notices.values()].map((notice) => toldKey(manifest, notice)), [...told, ...left]);
}

/** Nothing was told before its stage, nor on a day off, nor outside a slot; no mail went out before what it carries. */
export function noneEarly(manifest: Manifest, expected: Expected, found: Found, messages: readonly Message[]): Check {
  const instants = new Map([...expected.notices.values()].map((notice) => [toldKey(manifest, notice), notice.at]));
  const drills = new Map(messages.map(({ mail, drill }) => [mail, drill]));
  const told = found.notices.filter(isTold);
  const faults = told.flatMap((notice) => {
    const fault = toldFault(notice, instants.get(notice.notice_key), drills.get(notice.mail ?? 0));
    return fault === null ? [] : [`${notice.notice_key}: ${fault}`];
  });
  return noFaults('notices-none-early', told.length, [...faults, ...sentTooSoon(manifest, found)]);
}

/** A drill's stamps say the slot by themselves; that a mail left after the clock was set going towards it is told by real time. */
function sentTooSoon({ moves }: Manifest, { mails }: Found): string[] {
  return mails.flatMap(({ id, slot, sent_at: sentAt }) => {
    const begunAt = moves.find(({ to }) => to >= slot)?.begunAt ?? '9999';
    return sentAt === null || sentAt >= begunAt ? [] : [`mail ${id} of ${slot}: sent ${sentAt}, the clock was set going at ${begunAt}`];
  });
}

function toldFault(notice: NoticeRow, due: string | undefined, drill: string | null | undefined): string | null {
  const told = notice.told_at ?? '';
  // A notice nobody expected is the other check's to name.
  if (due !== undefined && notice.at < due) return `planned for ${notice.at}, due ${due}`;
  if (told < (due ?? notice.at) || told < notice.at) return `told ${told}, due ${due ?? notice.at}`;
  if (!isWorked(dateOf(told))) return `told on a day off, ${dateOf(told)}`;
  if (!slots.some((slot) => slot === timeOf(told))) return `told at ${timeOf(told)}, which is no slot`;
  return drill !== undefined && (drill === null || drill < notice.at) ? `its mail says it went out at ${drill}` : null;
}

/** Each notice went to the person who held its post on that day. */
export function toldToHolder(manifest: Manifest, found: Found): Check {
  const told = found.notices.filter(isTold);
  const faults = told.flatMap(({ notice_key: key, post, person, told_at: at }) => {
    const holder = holderOn(found, post, dateOf(at ?? manifest.clock));
    return holder && holder.person === person ? [] : [`${key}: told to ${person}, held by ${holder?.person ?? 'nobody'}`];
  });
  // A post that changed hands in the run shows that the day decides, not the post.
  const hands = new Map<string, Set<string>>();
  for (const { post, person } of told) hands.set(post, (hands.get(post) ?? new Set()).add(person ?? ''));
  if (![...hands.values()].some((persons) => persons.size > 1)) faults.push('no post was told through two holders: the run shows no change of hands');
  return noFaults('told-to-the-holder-of-the-day', told.length, faults);
}

/** What could reach nobody, because the post is vacant or its holder has no address, was told to the office above. */
export function toldAbove(manifest: Manifest, expected: Expected, found: Found): Check {
  const byKey = new Map(found.notices.map((notice) => [notice.notice_key, notice]));
  const concerned = [...expected.notices.values()].filter(({ post }) => obstacleOf(manifest, post) !== null);
  const faults = concerned.flatMap(({ key, post }) => {
    const reason = obstacleOf(manifest, post);
    const original = byKey.get(key);
    const word = byKey.get(`${key}/${reason}`);
    if (original?.status !== 'undeliverable' || original.reason !== reason) return [`${key}: ${original?.status ?? 'absent'}, ${original?.reason ?? 'no reason'}`];
    if (word?.post !== officeAbove(manifest, post)) return [`${key}: word to ${word?.post ?? 'nobody'}`];
    return [];
  });
  return noFaults('vacant-and-addressless-told-above', concerned.length, faults);
}

function officeAbove({ units, root }: Manifest, post: string): string {
  const unit = units.find(({ id }) => id === post.split('/')[0]);
  const above = units.find(({ id }) => id === unit?.superior);
  return `${above?.id ?? root}/${above ? postsOf[above.type].reviewer : administratorPost}`;
}
