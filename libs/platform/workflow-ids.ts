export { cycleStream } from '#libs/domain/cycle/series';
import { defineSearchAttributeKey } from '@temporalio/common';

/** Workflow types and ids, in one place: a stream's id is its workflow's id. */
export const workflowTypes = { cycle: 'cycle', unitYear: 'unitYear', fundsLine: 'fundsLine', project: 'project', publicNotice: 'publicNotice', relay: 'relay', dispatcher: 'dispatcher', roller: 'roller', yearlyDraft: 'yearlyDraft', ledgerImport: 'ledgerImport' } as const;

export const relayId = 'relay';
export const dispatcherId = 'dispatcher';
export const rollerId = 'roller';
/** The Schedule that drafts a campaign's next year. */
export const yearlyDraftId = (campaign: string): string => `yearly-draft/${campaign}`;

/** The workflow that registers the lines of an imported ledger. */
export const ledgerImportId = (id: string): string => `ledger-import/${id}`;

/** What the Temporal page can search by. */
export const searchKeys = {
  campaign: defineSearchAttributeKey('ZerenCampaign', 'KEYWORD'),
  year: defineSearchAttributeKey('ZerenYear', 'INT'),
  unit: defineSearchAttributeKey('ZerenUnit', 'KEYWORD'),
};
