/** Names of the pages of money in the navigation; apart, so that the first page does not load all that those pages say. */
export const moneyNav = { zh: '资金', en: 'Money' };
export const booksNav = { zh: '国库对账', en: 'Reconciliation' };
export const moneyQueueNav = { zh: '待办资金', en: 'Money waiting' };
