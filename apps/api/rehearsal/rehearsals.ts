import { Injectable } from '@nestjs/common';
import { findingWords } from '#libs/domain/rehearsal/finding-words';
import { rehearse } from '#libs/domain/rehearsal/rehearse';
import type { Rehearsal } from '#libs/domain/rehearsal/rehearse';
import { localDateOf } from '#libs/domain/time/instant';
import { termsOf, treeOn } from '#libs/store/master';
import { postsHeldOn } from '#libs/store/queries/people';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';

/** Documents may come later: a rehearsal looks at dates and people. */
const document = { number: '-', title: '-' };

/** Rehearses a year as it is drafted, on the tree and with the people of its launch. */
@Injectable()
export class Rehearsals {
  constructor(private readonly record: RecordAccess) {}

  async of(cycle: CycleNow): Promise<Rehearsal> {
    const { sql } = this.record;
    const { terms, root } = await termsOf(sql, cycle.id);
    const launchedAt = cycle.launchedAt ?? cycle.now;
    const day = localDateOf(launchedAt);
    const held = await postsHeldOn(sql, day);
    return rehearse({ ...terms, letterDocuments: { requiredBy: terms.letterDocuments.requiredBy ?? document, approvedBy: terms.letterDocuments.approvedBy ?? document } }, await treeOn(sql, root, day), root, launchedAt, (post) => held.has(post));
  }

  /** @throws Problem rehearsalFailed, with what cannot work */
  async mustWork(cycle: CycleNow): Promise<void> {
    const errors = (await this.of(cycle)).findings.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (first) throw new Problem('rehearsalFailed', { errors: errors.length, first: findingWords(first).zh });
  }
}
