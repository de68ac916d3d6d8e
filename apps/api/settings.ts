import type { Settings } from '#libs/platform/settings';

/** What the API needs to know; a test or an office may add folders with packs of its own. */
export interface ApiSettings extends Settings {
  /** Folders of packs beside the shipped ones, each holding pack.yaml. */
  packFolders?: readonly string[];
}

export const settingsToken = Symbol('settings');
