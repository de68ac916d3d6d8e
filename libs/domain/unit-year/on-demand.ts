import type { UnitYear } from './state.ts';

/** The key of the next duty of a policy that is opened during the year: `order-1`, `order-2`. */
export const nextKey = (state: Pick<UnitYear, 'duties'>, policy: string): string =>
  `${policy}-${Object.values(state.duties).filter((duty) => duty.policy === policy).length + 1}`;
