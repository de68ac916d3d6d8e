/** In a file of its own: the navigation is on every page, the rest of the words are not. */
export const lettersNav = { zh: '责任书', en: 'Letters' };
