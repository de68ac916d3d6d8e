import { useSyncExternalStore } from 'react';

const phone = matchMedia('(max-width: 640px)');

/** Whether the page is as narrow as a phone's: for what has to be built otherwise there, and not only set otherwise. */
export const useNarrow = (): boolean => useSyncExternalStore((listener) => {
  phone.addEventListener('change', listener);
  return () => phone.removeEventListener('change', listener);
}, () => phone.matches);
