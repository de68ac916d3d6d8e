import { applyDecorators, createParamDecorator, Delete, Get, HttpCode, Post, SerializeOptions, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { routes } from '#libs/contracts/routes';
import type { RouteName } from '#libs/contracts/routes';
import type { Admission } from './admission.ts';

export const routeKey = 'zeren:route';

const methods = { GET: Get, POST: Post, DELETE: Delete } as const;

/** Binds a controller's method to a row of the route table: method, path, and the schema its answer must fit. */
export function Handles(name: RouteName): MethodDecorator {
  const route = routes[name];
  return applyDecorators(
    methods[route.method](route.path.replace(/\{(\w+)\}/g, ':$1')),
    HttpCode(200),
    SetMetadata(routeKey, name),
    SerializeOptions({ schema: route.answer } as never),
  );
}

/** What the gate let in: the parsed input, whose it is, and what it may touch. */
export const Admitted = createParamDecorator((_data: unknown, context: ExecutionContext): Admission => {
  const { admission } = context.switchToHttp().getRequest<Request & { admission: Admission }>();
  return admission;
});
