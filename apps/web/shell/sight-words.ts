/** Names of a supervisor's pages in the navigation; here, so that the first page does not load all that those pages say. */
export const sightWords = {
  unit: { zh: '本单位', en: 'My unit' },
  overview: { zh: '总览', en: 'Overview' },
  overdue: { zh: '逾期事项', en: 'Overdue' },
  matrix: { zh: '报送台账', en: 'Reporting matrix' },
  completeness: { zh: '报送率', en: 'Completeness' },
  orders: { zh: '督办单', en: 'Supervision orders' },
};
