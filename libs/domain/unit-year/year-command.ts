import type { Context, Rejection } from '../decider.ts';
import type { WhoMay } from '../may.ts';
import type { UnitYearEvent } from './events.ts';
import type { Duty, UnitYear } from './state.ts';

/** A command about a duty of any kind that looks at the whole year. */
export interface YearCommand<Input> {
  who: WhoMay;
  decide(state: UnitYear, duty: Duty, input: Input, context: Context): readonly UnitYearEvent[] | Rejection;
}
