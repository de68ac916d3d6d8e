/** A record with one entry changed in part. */
export function changed<T extends object>(all: Readonly<Record<string, T>>, id: string, to: (one: T) => Partial<T>): Record<string, T> {
  const one = all[id];
  if (!one) throw new RangeError(`nothing is called ${id}`);
  return { ...all, [id]: { ...one, ...to(one) } };
}
