import pino from 'pino';

/** One logger a process: JSON lines, instants in UTC, no bodies and no secrets. */
export const logger = (name: string): pino.Logger =>
  pino({ name, level: process.env['LOG_LEVEL'] ?? 'info', timestamp: pino.stdTimeFunctions.isoTime, redact: ['*.password', '*.csrf', '*.token'] });
