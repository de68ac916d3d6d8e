/** What tests use of `servers.mjs`; the words are there. */
export interface Child {
  name: string;
  pid: number;
  logFile: string;
  stop(): Promise<void>;
  kill9(): Promise<void>;
}
export function freePort(): Promise<number>;
export function startMariadb(options: { dataDir: string; port: number; logFile: string }): Promise<Child & { port: number; ownerUrl: string }>;
export function startTemporal(options: { dbFile: string; port: number; uiPort?: number; namespace?: string; logFile: string; dynamicConfig?: Record<string, string> }): Promise<Child & { address: string }>;
export function startMaildev(options: { smtpPort: number; webPort: number; dir: string; logFile: string }): Promise<Child & { smtpUrl: string; pageUrl: string }>;
export function stopAll(): Promise<void>;
