/** What a post does for the campaign; the pack gives each kind of post its functions. */
export type PostFunction = string;

/** A post as held on the day of the act. */
export interface HeldPost {
  post: string;
  unit: string;
  functions: readonly PostFunction[];
  tenure: string;
}

/** Who acts: one person, with the posts held at the cycle's clock. */
export interface Actor {
  account: string;
  person: string;
  /** The posts under which this act is done (a subset of those held, chosen by `may`). */
  posts: readonly { post: string; tenure: string }[];
}

/**
 * Who may: the system itself, or the holder of a post with a function at a place relative to the unit. `above` is the
 * unit above or the root, where the pack says which of them it is; `assisting` a unit that the item names as assisting.
 */
export type WhoMay =
  | { readonly system: true }
  | { readonly function: PostFunction; readonly of: 'unit' | 'superior' | 'root' | 'above' | 'assisting' | 'department' }
  | { readonly anyOf: readonly WhoMay[] };

/** The posts that could do it, one by one: function and place. */
export const postsNamed = (who: WhoMay): Exclude<WhoMay, { system: true } | { anyOf: unknown }>[] =>
  ('system' in who ? [] : 'anyOf' in who ? who.anyOf.flatMap(postsNamed) : [who]);

/** Where the act falls: the unit it concerns, who is above it, and the root of the cycle's tree. */
export interface Place {
  unit: string;
  superior: string | null;
  root: string;
  /** Units that the item, an order, names as assisting; only where a command asks for them. */
  assisting?: readonly string[];
  /** The department that a verification asks; absent elsewhere. */
  department?: string | null;
}

/**
 * The posts under which a person may do an act; empty when not at all.
 *
 * One person in both leading posts (一肩挑) gets both, and so signs once for both.
 */
export function may(who: WhoMay, held: readonly HeldPost[], place: Place): readonly HeldPost[] {
  if ('system' in who) return [];
  if ('anyOf' in who) return [...new Set(who.anyOf.flatMap((one) => may(one, held, place)))];
  const units = unitsOf(who.of, place);
  // A department does not verify its own figures.
  if (who.of === 'department' && units.includes(place.unit)) return [];
  // Nobody decides an item of one's own unit: it is for somebody else above.
  if (who.of !== 'unit' && who.of !== 'assisting' && !units.includes(place.unit) && held.some((post) => post.unit === place.unit)) return [];
  return held.filter((post) => units.includes(post.unit) && post.functions.includes(who.function));
}

/** The units where a post must stand: one, or for `above` the unit above and the root. */
export function unitsOf(of: 'unit' | 'superior' | 'root' | 'above' | 'assisting' | 'department', { unit, superior, root, assisting = [], department = null }: Place): readonly string[] {
  switch (of) {
    case 'unit':
      return [unit];
    case 'superior':
      return superior === null ? [] : [superior];
    case 'root':
      return [root];
    case 'above':
      return superior === null ? [root] : [...new Set([superior, root])];
    case 'assisting':
      return assisting;
    case 'department':
      return department === null ? [] : [department];
    default:
      return of satisfies never;
  }
}
