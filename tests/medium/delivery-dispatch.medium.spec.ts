import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { DataSource } from 'typeorm';
import { deliverActivities, settlingPass } from '#activities/deliver';
import { smtpChannel } from '#libs/delivery/transport';
import type { Channel } from '#libs/delivery/transport';
import { recordSource, sqlOf } from '#libs/store/sql';
import { nine, openBench, openMailServer } from './delivery-bench.ts';
import type { Bench, MailServer } from './delivery-bench.ts';

let bench: Bench;
let mailbox: MailServer;
let channel: Channel;

beforeAll(async () => { bench = await openBench(); });
afterAll(async () => { await bench.close(); });
beforeEach(async () => {
  mailbox = await openMailServer();
  channel = smtpChannel({ url: mailbox.url });
});
afterEach(async () => {
  channel.close();
  await mailbox.close();
  await bench.clear();
});

/** The way to the database, which can be cut and mended. */
async function cuttable(url: URL): Promise<{ url: string; cut(): void; mend(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(url.port), url.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => { near.destroy(); far.destroy(); });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const through = new URL(url);
  through.port = String(port);
  return {
    url: through.href,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    mend: () => new Promise((resolve) => { server.listen(port, '127.0.0.1', resolve); }),
  };
}

describe('the dispatcher', () => {
  test('tells what is due, beats, and ends when it is cancelled', async () => {
    await bench.plan({ at: nine(8) });
    const environment = new MockActivityEnvironment();
    let beats = 0;
    environment.on('heartbeat', () => { beats += 1; });
    const { dispatch } = deliverActivities({ source: bench.source, channel, publicUrl: 'https://zeren.test', now: () => new Date(nine(8)) });
    const round = environment.run(dispatch);
    for (let wait = 0; wait < 50 && mailbox.received.length === 0; wait += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
    environment.cancel();
    await expect(round).resolves.toBe(2);
    expect(mailbox.received).toHaveLength(1);
    expect(beats).toBeGreaterThan(0);
  });

  test('holds back after the database was away, so that accepted acts land first', async () => {
    const [{ name } = { name: '' }] = await bench.rows<{ name: string }>('SELECT DATABASE() AS name');
    const way = await cuttable(new URL(`/${name}`, process.env['MYSQL_URL']));
    const source: DataSource = await recordSource(way.url, 2).initialize();
    const pass = settlingPass({ source, channel, publicUrl: 'https://zeren.test', now: () => new Date(nine(8)), settleMs: 600 });
    await pass();
    way.cut();
    await bench.plan({ at: nine(8) });
    expect(await pass()).toMatchObject({ handled: 0, rest: 1_000 });
    await way.mend();
    expect(await pass()).toMatchObject({ handled: 0 });
    // The act that was accepted meanwhile makes the reminder needless.
    await sqlOf(bench.source).run("UPDATE notice SET status = 'cancelled'");
    await bench.plan({ at: nine(8), obligation: 'o/2', post: 'T/mayor' });
    expect(await pass()).toMatchObject({ handled: 0 });
    await new Promise((resolve) => { setTimeout(resolve, 700); });
    expect(await pass()).toMatchObject({ handled: 2 });
    expect(mailbox.received.map(({ to }) => to)).toEqual(['mayor@town.test']);
    await source.destroy();
    way.cut();
  });
});
