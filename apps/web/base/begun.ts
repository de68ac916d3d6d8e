import { useState } from 'react';

/**
 * What a dialogue was opened on. Others may act while it is open; what is shown behind it moves on, and an act is still given on
 * what the person had seen, until they have looked at what is new.
 *
 * @returns `seen`, to be given with the act, and `catchUp` for when the person has looked
 */
export function useBegun(isOpen: boolean, seq: number): { seen: number; catchUp: () => void } {
  const [begun, setBegun] = useState<number | null>(null);
  // A dialogue that opens begins on what stands then.
  if (isOpen && begun === null) setBegun(seq);
  if (!isOpen && begun !== null) setBegun(null);
  return { seen: begun ?? seq, catchUp: () => setBegun(seq) };
}
