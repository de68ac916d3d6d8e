import { TheRecord1767225600000 } from './1767225600000-the-record.ts';
import { Documents1767400000000 } from './1767400000000-documents.ts';
import { DocumentsByUnit1767500000000 } from './1767500000000-documents-by-unit.ts';
import { Tallies1767610000000 } from './1767610000000-tallies.ts';
import { ListIndexes1767620000000 } from './1767620000000-list-indexes.ts';
import { TheOfficesOwnRecords1767720000000 } from './1767720000000-the-offices-own-records.ts';
import { SigningAndPapers1767724000000 } from './1767724000000-signing-and-papers.ts';
import { ReadsOfPages1767725000000 } from './1767725000000-reads-of-pages.ts';
import { Funds1767730000000 } from './1767730000000-funds.ts';
import { Candidates1767740000000 } from './1767740000000-candidates.ts';
import { Projects1767750000000 } from './1767750000000-projects.ts';
import { Spending1767770000000 } from './1767770000000-spending.ts';
import { TheTreasurysBooks1767760000000 } from './1767760000000-the-treasurys-books.ts';
import { MoneyInHand1767780000000 } from './1767780000000-money-in-hand.ts';
import { LateMoney1767790000000 } from './1767790000000-late-money.ts';

export const migrations = [
  TheRecord1767225600000, Documents1767400000000, DocumentsByUnit1767500000000, Tallies1767610000000, ListIndexes1767620000000, TheOfficesOwnRecords1767720000000,
  SigningAndPapers1767724000000, ReadsOfPages1767725000000, Funds1767730000000, Candidates1767740000000, Projects1767750000000, TheTreasurysBooks1767760000000,
  Spending1767770000000, MoneyInHand1767780000000, LateMoney1767790000000,
];
