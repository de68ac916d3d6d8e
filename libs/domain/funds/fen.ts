/** An amount of money in fen, a whole number. */
export type Fen = number;
