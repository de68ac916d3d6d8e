import { routes } from '#libs/contracts/routes';
import type { Route } from '#libs/contracts/routes';
import { dateOf } from './checks/calendar.ts';
import type { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import type { ProjectMove } from './projects.ts';
import { instantOf } from './script.ts';

/** A move with its place in time, and all that it says but for its photos. */
export interface ProjectAppointment {
  at: string;
  login: string;
  move: ProjectMove;
  body: Readonly<Record<string, unknown>>;
}

/** Acts that name their days in another way, or none. */
const withoutDay = new Set<ProjectMove['act']>(['nameRequest', 'postNotice', 'postNoticeAgain']);

/** `440811101/office` acts from the account `440811101-office`: none of these posts changes hands in the script. */
export const appointedTo = (move: ProjectMove): ProjectAppointment => {
  const at = instantOf(move.at);
  return { at, move, login: move.by.replace('/', '-'), body: withoutDay.has(move.act) ? move.body : { on: dateOf(at), ...move.body } };
};

/** Where each act goes, below the cycle. */
const addresses = new Map(Object.values<Route>(routes).flatMap(({ acts, path }) => (acts && /\/(projects|public-notices)/.test(path) ? [[acts as string, path.slice('/cycles/{cycle}'.length)]] : [])));

/** @throws PlayStopped when it is refused, or a notice is registered under another key than the script's */
export async function giveProject(performance: Performance, slug: string, { at, login, move: { act, by, of, photos }, body }: ProjectAppointment): Promise<void> {
  const path = `/cycles/${slug}${addresses.get(act)?.replace('{code}', of).replace('{notice}', of)}`;
  const session = await performance.session(login);
  const unit = by.split('/')[0] ?? '';
  const attachments = [];
  for (const name of photos) attachments.push({ sha256: await session.upload(`/documents?unit=${unit}&name=${encodeURIComponent(`${name}.png`)}`, picture(`${of} ${act} ${name}`)), name: `${name}.png` });
  const { stream } = await performance.cycleAct(login, by, act, path, attachments.length > 0 ? { ...body, attachments } : body, at, { ...body, key: of, photos: photos.length });
  if (!stream.endsWith(`/${of}`)) throw new PlayStopped(`登记为 ${stream}，脚本为 ${of}`);
}

/** One dot, and what it stands for behind it: each photo of the script is a document of its own. */
const picture = (of: string): Uint8Array => Buffer.concat([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), Buffer.from(of)]);
