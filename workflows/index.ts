export { cycle } from './cycle.ts';
export { dispatcher } from './dispatcher.ts';
export { fundsLine } from './funds-line.ts';
export { ledgerImport } from './ledger-import.ts';
export { relay } from './relay.ts';
export { roller } from './roller.ts';
export { unitYear } from './unit-year.ts';
export { yearlyDraft } from './yearly-draft.ts';
