import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A transaction's last packet ends with it. */
const commit = Buffer.from('COMMIT');
/** The server answers several statements at once; when it says no more for so long, the last of them is done. */
const quietMillis = 50;

export interface CommitProxy {
  port: number;
  /**
   * The next commit whose transaction wrote `marker` is let through to the server, and its answer is not: `onCommitted`
   * runs at that moment, with the row written and nobody told.
   */
  arm(marker: string, onCommitted: () => void): void;
  close(): Promise<void>;
}

/** A wire between a process and MariaDB that can be cut at the one moment that matters: after COMMIT, before its answer. */
export async function commitProxy(target: { host: string; port: number }): Promise<CommitProxy> {
  let armed: { marker: Buffer; onCommitted: () => void } | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    let wrote = false;
    let isCommitting = false;
    let isCut = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => { sockets.delete(socket); client.destroy(); upstream.destroy(); });
    }
    client.on('data', (chunk) => {
      if (armed && chunk.includes(armed.marker)) wrote = true;
      if (chunk.subarray(-commit.length).equals(commit)) {
        isCommitting = wrote;
        wrote = false;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (isCommitting && armed) {
        isCut = true;
        const { onCommitted } = armed;
        armed = null;
        setTimeout(onCommitted, quietMillis);
      }
      isCommitting = false;
      if (!isCut) client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    arm(marker, onCommitted) { armed = { marker: Buffer.from(marker), onCommitted }; },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
