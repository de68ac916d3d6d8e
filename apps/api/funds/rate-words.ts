/** What the light of some money's spending is called, and where a report's figure of it comes from. */
export const lightWords = {
  onTrack: { zh: '达到序时进度', en: 'On the curve' },
  behind: { zh: '落后于序时进度', en: 'Behind the curve' },
};
export const ledgerWords = (isWithout: boolean): { zh: string; en: string } => (isWithout
  ? { zh: '资金台账：已支付÷到账，不含未到期质保金', en: 'The funds’ lines: paid ÷ received, without retention not yet due' }
  : { zh: '资金台账：已支付÷到账', en: 'The funds’ lines: paid ÷ received' });
