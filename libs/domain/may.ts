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

/** Who may: the system itself, or the holder of a post with a function at a place relative to the unit. */
export type WhoMay =
  | { readonly system: true }
  | { readonly function: PostFunction; readonly of: 'unit' | 'superior' | 'root' | 'department' };

/** Where the act falls: the unit it concerns, who is above it, and the root of the cycle's tree. */
export interface Place {
  unit: string;
  superior: string | null;
  root: string;
  /** The department that a verification asks; absent elsewhere. */
  department?: string | null;
}

/** The unit whose posts are asked, seen from where the act falls. */
export function unitAsked({ of }: { readonly of: 'unit' | 'superior' | 'root' | 'department' }, place: Place): string | null {
  switch (of) {
    case 'unit':
      return place.unit;
    case 'superior':
      return place.superior;
    case 'root':
      return place.root;
    case 'department':
      return place.department ?? null;
    default:
      return of satisfies never;
  }
}

/**
 * The posts under which a person may do an act; empty when not at all.
 *
 * One person in both leading posts (一肩挑) gets both, and so signs once for both.
 */
export function may(who: WhoMay, held: readonly HeldPost[], place: Place): readonly HeldPost[] {
  if ('system' in who) return [];
  const unit = unitAsked(who, place);
  // A department does not verify its own figures.
  if (who.of === 'department' && unit === place.unit) return [];
  // Nobody decides an item of one's own unit: it is for somebody else above.
  if (who.of !== 'unit' && unit !== place.unit && held.some((post) => post.unit === place.unit)) return [];
  return held.filter((post) => post.unit === unit && post.functions.includes(who.function));
}
