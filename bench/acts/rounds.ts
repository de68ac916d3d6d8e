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
  /** Length of one slice of one side. */
  seconds: number;
  /** Slices of each side in a round. */
  slices: number;
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
 * Measures both sides in turn, A B A B …, in slices short enough that what else happens on the machine touches both
 * alike. Each round has fresh streams: a year of its own knows few acts, and is not billed for those of the round
 * before. The first round warms up and does not count.
 */
export async function interleave(acts: Side, bare: Side, pace: Pace, tell: (round: number, result: Round) => void): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round <= pace.rounds; round += 1) {
    const [a, b] = [await lanesOf(acts, round, pace), await lanesOf(bare, round, pace)];
    for (let slice = 0; slice < pace.slices; slice += 1) {
      await a.run();
      await b.run();
    }
    const result = { acts: await a.perSecond(), bare: await b.perSecond(), ratio: 0 };
    result.ratio = result.acts / result.bare;
    tell(round, result);
    if (round > 0) rounds.push(result);
  }
  return rounds;
}

interface Lanes {
  /** One slice: every caller acts on its stream, one act after the other, until the time is over. */
  run(): Promise<void>;
  perSecond(): Promise<number>;
}

/**
 * What was under way at the end of a slice is waited for, and its time counts too: to cut it off would cost the
 * slower side more.
 */
async function lanesOf(side: Side, round: number, { callers, seconds }: Pace): Promise<Lanes> {
  const lanes = (await side.open(round, callers)).map((stream) => ({ stream, n: 0 }));
  const acknowledged = (): number => lanes.reduce((sum, { n }) => sum + n, 0);
  let elapsed = 0;
  return {
    async run() {
      const begun = performance.now();
      await Promise.all(lanes.map(async (lane) => {
        while (performance.now() - begun < seconds * 1_000) {
          await side.act(lane.stream, round, lane.n);
          lane.n += 1;
        }
      }));
      elapsed += performance.now() - begun;
    },
    async perSecond() {
      await side.verify(round, acknowledged());
      return acknowledged() / (elapsed / 1_000);
    },
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
