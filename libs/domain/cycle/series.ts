/** Numbers without gaps are kept where there is one writer: the cycle's own stream. */

export const cycleStream = (cycle: string): string => `cycle/${cycle}`;

/** A paper of a unit's year asks for the next number of its series. */
export interface NumberWanted {
  kind: 'numberWanted';
  series: string;
  duty: string;
}

/** The cycle's answer: `n` of the series is this paper's, and nobody else's. */
export interface NumberGiven {
  kind: 'numberGiven';
  series: string;
  duty: string;
  n: number;
}
