import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { listPacks } from '#libs/packs/load';
import { openApi } from './openapi.ts';

/** The description at /api/openapi.json, and a page to try it at /api/docs. */
export async function serveDocs(app: NestExpressApplication): Promise<void> {
  const pack = (await listPacks()).findLast((one) => one.isRunnable)?.id ?? '';
  SwaggerModule.setup('api/docs', app, openApi(pack) as unknown as OpenAPIObject, {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: '责任 zeren · API',
    swaggerOptions: {
      persistAuthorization: false,
      tryItOutEnabled: true,
      displayRequestDuration: true,
      // Runs in the page: after sign-in the CSRF token is read from its cookie, and each act gets a key of its own.
      requestInterceptor: fillIn,
    },
  });
}

/* Sent to the browser as text: it may use nothing from outside itself. */
function fillIn(request: { method?: string; headers: Record<string, string> }): unknown {
  const csrf = /(?:^|; )zeren_csrf=([^;]*)/.exec(document.cookie);
  if (request.headers['Idempotency-Key'] === 'a-new-key') request.headers['Idempotency-Key'] = crypto.randomUUID();
  if (csrf?.[1] && request.method !== 'GET') request.headers['X-CSRF-Token'] = decodeURIComponent(csrf[1]);
  return request;
}
