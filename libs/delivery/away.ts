const connectionLost = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT', 'ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', 'ER_CONNECTION_KILLED',
]);

/** Whether a statement failed because the database could not be reached, and not because of what it said. */
export const isDatabaseAway = (error: unknown): boolean => {
  const { code, fatal } = error as { code?: string; fatal?: boolean };
  return fatal === true || connectionLost.has(code ?? '');
};
