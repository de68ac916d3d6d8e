/** The stream of one unit's year in a cycle. */
export const unitYearStream = (cycle: string, unit: string): string => `unit-year/${cycle}/${unit}`;
