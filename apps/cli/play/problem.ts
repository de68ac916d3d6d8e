/** The play cannot go on, and the person can be told why in a line. */
export class PlayStopped extends Error {}
