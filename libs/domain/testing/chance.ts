/** Numbers from 0 up to 1 as chance gives them, and the same for a seed (mulberry32): a check that failed fails again. */
export function chance(seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401)): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Picks one of what it is given, as {@link chance} has it. */
export const chooser = (of: () => number = chance()): (<T>(choices: readonly T[]) => T) => <T>(choices: readonly T[]) => choices[Math.floor(of() * choices.length)] as T;
