import type { Settings } from '#libs/platform/settings';

/** What the API needs to know. */
export type ApiSettings = Settings;

export const settingsToken = Symbol('settings');
