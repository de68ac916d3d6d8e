/** One of the two things compared: opens streams for a round, and carries one act to the end. */
export interface Side {
  name: 'acts' | 'bare';
  /** Streams of a fresh round, one a caller, ready to take acts. Not part of the time measured. */
  open(round: number, streams: number): Promise<string[]>;
  /** The n-th act on a stream; resolves when it is acknowledged. */
  act(stream: string, round: number, n: number): Promise<void>;
  /** @throws when fewer acts left a trace than were acknowledged in the round */
  verify(round: number, acknowledged: number): Promise<void>;
}

export interface Pace {
  callers: number;
  seconds: number;
  rounds: number;
}

export interface Round {
  /** Acknowledged acts with their record, per second. */
  acts: number;
  /** Bare updates per second. */
  bare: number;
  ratio: number;
}

/**
 * Measures both sides in turn, A B A B …: what else happens on the machine touches both alike. The first round
 * warms up and does not count.
 */
export async function interleave(acts: Side, bare: Side, pace: Pace, tell: (round: number, result: Round) => void): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round <= pace.rounds; round += 1) {
    const result = { acts: await perSecond(acts, round, pace), bare: await perSecond(bare, round, pace), ratio: 0 };
    result.ratio = result.acts / result.bare;
    tell(round, result);
    if (round > 0) rounds.push(result);
  }
  return rounds;
}

/** What was acknowledged within the time; what was still under way at its end is waited for and not counted. */
async function perSecond(side: Side, round: number, { callers, seconds }: Pace): Promise<number> {
  const streams = await side.open(round, callers);
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  let within = 0;
  let acknowledged = 0;
  await Promise.all(streams.map(async (stream) => {
    for (let n = 0; performance.now() < end; n += 1) {
      await side.act(stream, round, n);
      acknowledged += 1;
      if (performance.now() <= end) within += 1;
    }
  }));
  await side.verify(round, acknowledged);
  return within / seconds;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
