import 'reflect-metadata';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { logger } from '#libs/platform/log';
import { readSettings, SettingMissing } from '#libs/platform/settings';
import { ApiModule } from './api.module.ts';
import { serveDocs } from './docs/serve.ts';
import { servePages } from './pages/serve.ts';
import { bodyLimit } from './problem/problem.filter.ts';
import type { ApiSettings } from './settings.ts';

export type { ApiSettings } from './settings.ts';

/** Nothing from elsewhere, no script in a page; the components bring their own styles. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"],
    fontSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"],
  },
};

/** What is said to one person is not for a shared machine's cache. */
const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** The API, ready to listen; `close` lets go of the database and of Temporal. */
export async function createApi(settings: ApiSettings): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.with(settings), { bodyParser: false, logger: ['error', 'warn'], abortOnError: false });
  // Behind a reverse proxy on this machine people are told apart by the address it names; no other hop is believed.
  app.set('trust proxy', 'loopback');
  app.setGlobalPrefix('api/v1');
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: settings.publicUrl.startsWith('https:') }));
  app.disable('etag');
  app.use('/api/v1', noStore);
  servePages(app);
  app.useBodyParser('json', { limit: bodyLimit, strict: false });
  await serveDocs(app);
  app.enableShutdownHooks();
  return app;
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  const log = logger('api');
  try {
    const settings = readSettings();
    const app = await createApi(settings);
    await app.listen(settings.port, '127.0.0.1');
    log.info({ port: settings.port }, 'ready');
  } catch (error) {
    if (error instanceof SettingMissing) console.error(error.message);
    else log.error({ error: error instanceof Error ? error.message : String(error) }, 'stopped');
    process.exit(1);
  }
}
