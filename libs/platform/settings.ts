/** What a process needs to know of its surroundings: the environment, read once, in one place. */
export interface Settings {
  mysqlUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  taskQueue: string;
  smtpUrl: string;
  /** Sender of the digests; the delivery's own where none is set. */
  mailFrom?: string | undefined;
  publicUrl: string;
  port: number;
  /** Documents that may be brought for one unit in a day; 200 where none is set. */
  documentsPerUnitAndDay?: number;
  /** Connections that hear of changes, in one process; 2,000 where none is set. */
  liveConnections?: number;
  /** Seconds between signs of life on such a connection; 20 where none is set. A proxy must wait longer than that. */
  liveBeatSeconds?: number;
  /** Folders of packs beside the shipped ones, each holding pack.yaml; a test or an office may add its own. */
  packFolders?: readonly string[];
}

/** A setting is missing; the message names it and says how to give it. */
export class SettingMissing extends Error {}

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new SettingMissing(`缺少设置 ${name}：请设置环境变量，或用 npm start 启动 · ${name} is not set: set it, or start with npm start`);
  return value;
}

/** Settings of worker and API: they use the application's account, never the owner's. */
export function readSettings(): Settings {
  const port = Number(process.env['PORT'] ?? 7070);
  return {
    mysqlUrl: need('MYSQL_APP_URL'),
    temporalAddress: need('TEMPORAL_ADDRESS'),
    temporalNamespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default',
    taskQueue: process.env['TEMPORAL_TASK_QUEUE'] ?? 'zeren',
    smtpUrl: need('SMTP_URL'),
    mailFrom: process.env['MAIL_FROM'],
    documentsPerUnitAndDay: Number(process.env['DOCUMENTS_PER_UNIT_AND_DAY'] ?? 200),
    liveConnections: Number(process.env['LIVE_CONNECTIONS'] ?? 2_000),
    liveBeatSeconds: Number(process.env['LIVE_BEAT_SECONDS'] ?? 20),
    port,
    publicUrl: process.env['PUBLIC_URL'] ?? `http://127.0.0.1:${port}`,
  };
}

/** The owner's address, for migrations and grants only. */
export const ownerUrl = (): string => need('MYSQL_URL');
