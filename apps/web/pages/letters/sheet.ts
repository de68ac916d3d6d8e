import { localDateOf } from '#libs/domain/time/instant';
import type { Say } from '../../base/say.ts';
import type { SheetColumn } from '../../base/sheet.ts';
import { lightWords } from '../../base/words.ts';
import { stageOf } from './signing.ts';
import type { Row } from './signing.ts';
import { lettersWords as words, stageWords } from './words.ts';

const dateOf = (date: string | null): { date: string } | null => (date === null ? null : { date });

/** The letters as a sheet of Excel: what the list shows, and the dates and codes it has no room for. */
export const sheetColumns = (say: Say): SheetColumn<Row>[] => [
  { title: say(words.unit), width: 20, value: ({ unitName }) => unitName },
  { title: say(words.code), width: 16, value: ({ unit }) => unit },
  { title: say(words.issuedBy), width: 20, value: ({ underName }) => underName },
  { title: say(words.stage), width: 12, value: (row) => say(stageWords[stageOf(row)]) },
  { title: say(words.light), width: 10, value: ({ light }) => say(lightWords[light]) },
  { title: say(words.signedBy), width: 10, value: ({ signed }) => signed },
  { title: say(words.toSign), width: 10, value: ({ signers }) => signers },
  { title: say(words.dueHead), width: 12, value: ({ dueOn }) => dateOf(dueOn) },
  { title: say(words.inForceHead), width: 12, value: ({ inForceAt }) => dateOf(inForceAt === null ? null : localDateOf(inForceAt)) },
];
