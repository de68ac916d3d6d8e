import type { Attached } from '#libs/domain/attachment/attachment';
import { uploadsOf } from '#libs/store/queries/documents';
import type { Sql } from '#libs/store/sql';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';

/**
 * What an act attaches was brought before, for the unit that acts: its own, or the one that assists with its order.
 *
 * @throws Problem documentUnknown, pointing at the first that was not
 */
export async function attachmentsAreThere(sql: Sql, { body, place, posts }: Pick<Admission, 'place' | 'posts'> & { body: unknown }): Promise<void> {
  const { attachments = [] } = (body ?? {}) as Attached;
  const units = new Set([place.unit, ...posts.map(({ unit }) => unit)]);
  for (const [index, { sha256 }] of attachments.entries()) {
    if (!(await uploadsOf(sql, sha256)).some(({ unit }) => units.has(unit))) throw new Problem('documentUnknown', {}, { errors: [{ pointer: `/attachments/${index}/sha256` }] });
  }
}

/** Attachments as they are shown: a paper from before there were any has none. */
export const attachmentsOf = ({ attachments = [] }: Attached): { attachments: { sha256: string; name: string }[] } =>
  ({ attachments: attachments.map(({ sha256, name }) => ({ sha256, name })) });
