const atOnce = 6;

/** So many at once, and no more. The first that fails ends them all. */
export async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const open = [...items];
  const lane = async (): Promise<void> => {
    for (let item = open.shift(); item !== undefined; item = open.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
