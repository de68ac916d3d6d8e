import type { z } from 'zod';
import type { routes, Route, RouteName } from '#libs/contracts/routes';
import type { HeldPost } from '#libs/domain/may';
import type { Realm } from '#libs/domain/organisation/records';
import type { Sight } from '#libs/store/queries/places';
import type { CycleNow, UnitPlace } from '../scope/scope.ts';
import type { Session } from '../session/sessions.ts';

type Parsed<Name extends RouteName, Part extends 'params' | 'query' | 'body'> =
  (typeof routes)[Name] extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;

/** A request that was parsed and authorised; everything a handler may need, and nothing unchecked. */
export interface Admission<Name extends RouteName = RouteName> {
  name: Name;
  route: Route;
  params: Parsed<Name, 'params'>;
  query: Parsed<Name, 'query'>;
  body: Parsed<Name, 'body'>;
  /** Address of the caller's machine, as the socket knows it. */
  address: string;
  /** Null only on routes that anyone may call. */
  session: Session;
  /** On routes of a cycle: the cycle at its clock. */
  cycle: CycleNow;
  /** On routes of a unit. */
  place: UnitPlace;
  /** On routes that read: what the person may see of the cycle. */
  sight: Sight;
  /** On routes of the office's own records: what the person administers today. */
  realm: Realm;
  /** On routes that act: the posts under which it is done. */
  posts: readonly HeldPost[];
  /** On routes that act: the Idempotency-Key, the hash of method, path and body, and the `seq` of If-Match. */
  act: { key: string; bodyHash: string; expected: number | null };
}
