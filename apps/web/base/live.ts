import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { liveChange } from '#libs/contracts/api';
import { addressOf, client } from './api.ts';

/** What others did is gathered this long before lists are read again: an advance of the clock brings thousands. */
const gatherMillis = 400;

/**
 * Hears what changes in a cycle and has the pages that show it read again. The browser resumes by itself after a broken
 * line, from the number it heard last, so that nothing is missed.
 *
 * @returns whether the line stands; false says that what is seen may be old
 */
export function useLive(cycle: string | undefined): boolean {
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    if (cycle === undefined) return undefined;
    const source = new EventSource(addressOf('live', { params: { cycle } }));
    const units = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      const changed = new Set(units);
      units.clear();
      void client.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, cycle, changed) });
    };
    const gather = (unit: string | null): void => {
      units.add(unit ?? every);
      timer ??= setTimeout(refresh, gatherMillis);
    };
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    source.onmessage = ({ data }) => gather((JSON.parse(String(data)) as z.output<typeof liveChange>).unit);
    source.addEventListener('reset', () => gather(null));
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [cycle]);
  return isConnected;
}

const every = '*';

/** A query of one unit is read again when that unit changed; a list of the cycle whenever something did. */
function isTouched(queryKey: readonly unknown[], cycle: string, changed: ReadonlySet<string>): boolean {
  const [name, params, query] = queryKey as [string, { cycle?: string; unit?: string } | undefined, { cycle?: string } | undefined];
  if (name === 'whoAmI') return false;
  const of = params?.cycle ?? query?.cycle;
  if (of !== undefined && of !== cycle) return false;
  return changed.has(every) || params?.unit === undefined || changed.has(params.unit);
}
