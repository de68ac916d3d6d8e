import { journalSabotages } from './journal.ts';
import { moneySabotages } from './money.ts';
import { projectSabotages } from './projects.ts';
import { standingSabotages } from './standing.ts';
import { toldSabotages } from './told.ts';

/** Every sabotage by name. Each check is failed by at least one; a test asserts it. */
export const sabotages = { ...toldSabotages, ...journalSabotages, ...standingSabotages, ...moneySabotages, ...projectSabotages };

export type SabotageName = keyof typeof sabotages;
