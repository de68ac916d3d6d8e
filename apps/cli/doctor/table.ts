import { agreement } from './examinations/agreement.ts';
import { journal } from './examinations/journal.ts';
import { mails } from './examinations/mails.ts';
import { messages } from './examinations/messages.ts';
import { migrations } from './examinations/migrations.ts';
import { money } from './examinations/money.ts';
import { notices } from './examinations/notices.ts';
import { numbers } from './examinations/numbers.ts';
import { rights } from './examinations/rights.ts';
import { setAside } from './examinations/set-aside.ts';
import { surroundings } from './examinations/surroundings.ts';
import { tallies } from './examinations/tallies.ts';
import type { Examination } from './examination.ts';

/** All that is examined, in the order in which it is told. */
export const examinations: readonly Examination[] = [surroundings, migrations, rights, journal, agreement, notices, mails, messages, numbers, tallies, money, setAside];
