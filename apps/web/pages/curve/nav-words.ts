/** The page's name in the navigation; apart, so that the first page does not load all that the page says. */
export const curveNav = { zh: '支出进度', en: 'Spending' };
