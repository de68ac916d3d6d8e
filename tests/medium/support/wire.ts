import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A wire to a server that can be cut and mended: for the caller the server is away. */
export interface Wire {
  url: string;
  cut(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** @param url of the server; the wire's own differs from it in host and port only */
export async function wireTo(url: string): Promise<Wire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const join = (caller: Socket): void => {
    const server = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [[caller, server], [server, caller]] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => { sockets.delete(socket); other.destroy(); });
    }
    caller.pipe(server).pipe(caller);
  };
  let listener = createServer(join);
  const listen = (port: number): Promise<void> => new Promise((resolve) => { listener.listen(port, '127.0.0.1', resolve); });
  await listen(0);
  const { port } = listener.address() as AddressInfo;
  const wire = new URL(url);
  wire.host = `127.0.0.1:${port}`;
  let isCut = false;
  const cut = (): void => {
    isCut = true;
    listener.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: wire.toString(),
    cut,
    async mend() {
      if (!isCut) return;
      isCut = false;
      listener = createServer(join);
      await listen(port);
    },
    async close() { cut(); },
  };
}
