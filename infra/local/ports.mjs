/** Ports and addresses on this machine. */
import { connect, createServer } from 'node:net';

/** @param {number} port @returns {Promise<boolean>} nobody listens there on loopback */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * A port nobody listens on, below the range from which the system gives ports to outgoing connections: a client
 * that retries a stopped server on a port of that range can be given that very port, and then blocks the restart.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isPortFree(port)) return port;
  }
  throw new Error('no free port between 20000 and 32000');
}

/**
 * @param {string} host
 * @param {number} port
 * @param {{ timeoutMs?: number, awaitGreeting?: boolean }} options `awaitGreeting`: the server speaks first (MySQL, SMTP)
 * @returns {Promise<boolean>}
 */
export function answers(host, port, { timeoutMs = 3000, awaitGreeting = false } = {}) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (/** @type {boolean} */ result) => { socket.destroy(); resolve(result); };
    socket.setTimeout(timeoutMs, () => done(false));
    socket.once('error', () => done(false));
    socket.once('close', () => resolve(false));
    if (awaitGreeting) socket.once('data', () => done(true));
    else socket.once('connect', () => done(true));
  });
}

/** @param {number} ms @returns {Promise<void>} */
export const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
