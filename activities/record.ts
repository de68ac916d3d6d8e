import { ApplicationFailure } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import type { RecordAnswer, RecordRequest } from '#libs/contracts/record';
import type { Json } from '#libs/domain/decider';
import { record } from '#libs/store/record';
import { sqlInstant, sqlOf } from '#libs/store/sql';

export interface Fault {
  stream: string;
  key: string;
  what: string;
  cause: string;
  request: Json;
}

export interface RecordActivities {
  /** One turn into the journal and all that follows from it. Fails as `Unmendable` when no retry helps. */
  record(request: RecordRequest): Promise<RecordAnswer>;
  /** Puts aside the act or wake that cannot be recorded, with its cause, for `doctor` to show. */
  setAside(fault: Fault): Promise<void>;
}

/** Errors that come from the data, so that the same batch fails the same way each time: SQLSTATE classes 22 and 23, and those MariaDB files under HY000. */
const isDataError = ({ sqlState = '', errno = 0 }: { sqlState?: string; errno?: number }): boolean =>
  sqlState.startsWith('22') || sqlState.startsWith('23') || [1265, 1292, 1364, 1366, 1406, 4025].includes(errno);

export function recordActivities({ source, journal }: { source: DataSource; journal: DataSource }): RecordActivities {
  return {
    async record(request) {
      try {
        const answer = await record(journal, request, new Date().toISOString());
        return answer.written && request.decided !== undefined ? { ...answer, decided: request.decided } : answer;
      } catch (error) {
        const { code = '', message } = error as { code?: string; message: string };
        if (isDataError(error as { sqlState?: string; errno?: number }) || error instanceof RangeError || error instanceof TypeError) {
          throw ApplicationFailure.create({ message: `${code} ${message}`.trim(), type: 'Unmendable', nonRetryable: true });
        }
        throw error;
      }
    },
    async setAside({ stream, key, what, cause, request }) {
      await sqlOf(source).run(
        `INSERT INTO set_aside (stream, act_key, what, cause, at, request) VALUES (?, ?, ?, ?, ?, ?)
          ON DUPLICATE KEY UPDATE cause = VALUES(cause), at = VALUES(at)`,
        [stream, key, what, cause, sqlInstant(new Date().toISOString()), JSON.stringify(request)],
      );
    },
  };
}
