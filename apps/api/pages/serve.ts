import { existsSync } from 'node:fs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import sirv from 'sirv';
import { linksAhead } from './ahead.ts';

/** Where the build lays the pages, beside the API's own files. */
const built = new URL('../../../web/', import.meta.url).pathname;
const inSource = new URL('../../../dist/web/', import.meta.url).pathname;

/**
 * The workbench at `/`: every address outside `/api` is a page, and the page looks up what it shows. Files named by
 * their content are kept for a year, the page itself is asked for each time.
 */
export function servePages(app: NestExpressApplication): void {
  const dir = [built, inSource].find((one) => existsSync(one));
  if (dir === undefined) return;
  const files = sirv(dir, {
    single: true, brotli: true, gzip: true, etag: true, ignores: [/^\/api(\/|$)/],
    setHeaders: (response, path) => response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  const ahead = linksAhead(dir);
  app.use((request: Request, response: Response, next: NextFunction) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || /^\/api(\/|$)/.test(request.path)) next();
    else if (/^\/assets\//.test(request.path)) files(request, response, () => { response.status(404).type('text/plain').send('Not found'); });
    else {
      const links = ahead(request.path, request.headers.cookie);
      if (links !== '') response.setHeader('Link', links);
      files(request, response, next);
    }
  });
  // Mails of earlier years lead to the API's own address of a story: in a browser that is its page.
  app.use('/api/v1/cycles', (request: Request, response: Response, next: NextFunction) => {
    const isStory = /^\/[^/]+\/units\/[^/]+\/obligations\/[^/]+$/.test(request.path);
    if (request.method === 'GET' && isStory && request.headers['sec-fetch-mode'] === 'navigate') response.redirect(`/cycles${request.path}`);
    else next();
  });
}
