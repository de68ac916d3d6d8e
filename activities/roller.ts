import { Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import { rollUp } from '#libs/store/roll';

export interface RollerActivities {
  /** Folds what changed into the tallies, and its events into the feed, for a while; returns how many turns. */
  roll(): Promise<number>;
}

/** How long one run of the activity lasts; the workflow then begins the next. */
const runMillis = 50_000;
/** Lists are exact without us (`lightsBelow`); this is how long the feed may lag behind. Many turns in one pass cost little more than one. */
const restMillis = 150;
/** Turns of a pass. A full one is followed at once by the next. */
const most = 500;

export function rollerActivities({ source }: { source: DataSource }): RollerActivities {
  return {
    async roll() {
      const context = Context.current();
      const end = Date.now() + runMillis;
      let rolled = 0;
      while (Date.now() < end) {
        const turns = await rollUp(source, new Date().toISOString(), most);
        rolled += turns;
        context.heartbeat(rolled);
        if (turns < most) await context.sleep(restMillis);
      }
      return rolled;
    },
  };
}
