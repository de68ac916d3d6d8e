/** The page's name in the navigation; apart, so that the first page does not load all that it says. */
export const projectsNav = { zh: '项目', en: 'Projects' };
