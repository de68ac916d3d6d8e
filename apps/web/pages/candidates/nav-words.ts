/** The page's name in the navigation; apart, so that the first page does not load all that the pages say. */
export const candidatesNav = { zh: '拟问责线索', en: 'Candidates' };
