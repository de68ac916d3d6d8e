import { canonical, eventHash, firstHash } from '#libs/store/journal';
import { eventOf } from '#libs/store/record';
import type { EventRow } from '#libs/store/record';

/** What does not fit in a stream's chain of hashes. */
export type ChainFault =
  /** Events that should be there and are not. */
  | { kind: 'gap'; from: number; to: number }
  /** A row that was changed. `isCertain`: with another value in this column the hash fits again. */
  | { kind: 'changed'; seq: number; columns: readonly string[]; isCertain: boolean }
  /** A row that fits itself but not the one before it: that one was exchanged. */
  | { kind: 'exchanged'; seq: number }
  | { kind: 'head'; column: 'head_seq' | 'head_hash'; found: string | number; expected: string | number };

/** Other values a changed column may have had, from elsewhere in the record; the hash says whether one of them was it. */
export type Elsewhere = (row: EventRow) => Promise<Partial<EventRow>[]>;

/**
 * Follows one stream's events in their order and recomputes each hash. What an event's row should say can be known
 * from three sides: its own columns, the hash the next row repeats, and other tables (`elsewhere`).
 *
 * @returns the faults; each altered row is named once, whatever follows from it
 */
export class Chain {
  readonly faults: ChainFault[] = [];
  private previous = firstHash;
  private expected = 1;
  /** The last row waits for the next one, which repeats its hash. */
  private row: EventRow | null = null;
  private readonly stream: string;
  private readonly elsewhere: Elsewhere;

  constructor(stream: string, elsewhere: Elsewhere) {
    this.stream = stream;
    this.elsewhere = elsewhere;
  }

  async take(next: EventRow): Promise<void> {
    if (this.row) await this.judge(this.row, next.seq === this.row.seq + 1 ? next.prev_hash : null);
    if (next.seq !== this.expected) {
      this.faults.push({ kind: 'gap', from: this.expected, to: next.seq - 1 });
      this.previous = next.prev_hash;
    }
    this.expected = next.seq + 1;
    this.row = next;
  }

  /** Compares the end of the chain with the stream's head. */
  async close(head: { seq: number; hash: string }): Promise<void> {
    const last = this.row;
    const lastSeq = last?.seq ?? 0;
    if (last) await this.judge(last, head.seq === last.seq ? head.hash : null);
    if (head.seq > lastSeq) this.faults.push({ kind: 'gap', from: lastSeq + 1, to: head.seq });
    if (head.seq < lastSeq) this.faults.push({ kind: 'head', column: 'head_seq', found: head.seq, expected: lastSeq });
    if (head.seq === lastSeq && head.hash !== this.previous) this.faults.push({ kind: 'head', column: 'head_hash', found: head.hash, expected: this.previous });
  }

  private async judge(row: EventRow, repeated: string | null): Promise<void> {
    const { previous, stream } = this;
    this.previous = row.hash;
    const unreadable = (['body', 'posts'] as const).filter((column) => !isCanonical(row[column]));
    if (unreadable.length > 0) return this.changed(row, unreadable, true);
    const computed = hashOf(stream, row, previous);
    if (computed === row.hash) {
      if (row.prev_hash !== previous) this.changed(row, ['prev_hash'], true);
    } else if (computed === repeated) {
      this.changed(row, ['hash'], true);
      this.previous = computed;
    } else if (row.prev_hash !== previous && hashOf(stream, row, row.prev_hash) === row.hash) {
      this.faults.push({ kind: 'exchanged', seq: row.seq - 1 });
    } else {
      await this.accuse(row, previous);
    }
  }

  /** Which column of a row whose hash does not fit: certain when another value makes it fit, else those nothing vouches for. */
  private async accuse(row: EventRow, previous: string): Promise<void> {
    const type = (JSON.parse(row.body) as { type?: string }).type ?? row.type;
    const others = [{ type }, { body: canonical({ ...(JSON.parse(row.body) as object), type: row.type }) }, ...await this.elsewhere(row)];
    for (const other of others) {
      for (const [column, value] of Object.entries(other)) {
        if (hashOf(this.stream, { ...row, [column]: value }, previous) === row.hash) return this.changed(row, [column], true);
      }
    }
    // A column that says what another table says is not the one; the body has no such witness.
    const witnessed = (column: keyof EventRow): boolean => others.some((other) => other[column] === row[column]);
    const suspects = (['at', 'account', 'person', 'posts', 'act_key'] as const).filter((column) => !witnessed(column));
    this.changed(row, ['body', ...suspects], false);
  }

  private changed({ seq }: EventRow, columns: readonly string[], isCertain: boolean): void {
    this.faults.push({ kind: 'changed', seq, columns, isCertain });
  }
}

const hashOf = (stream: string, row: EventRow, previous: string): string => eventHash(stream, row.seq, previous, eventOf(row));

/** The text as it was written: the hash covers what it says, this its bytes. */
function isCanonical(text: string): boolean {
  try {
    return canonical(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
