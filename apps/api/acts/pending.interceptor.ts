import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ActAnswer } from './answers.ts';

/** An act accepted and not yet recorded is answered 202, with the address where its outcome will be. */
@Injectable()
export class PendingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { method } = context.switchToHttp().getRequest<Request>();
    if (method === 'GET') return next.handle();
    return next.handle().pipe(map((answer) => {
      const { state, address } = (answer ?? {}) as Partial<ActAnswer>;
      if (state === 'pending' && address !== undefined) context.switchToHttp().getResponse<Response>().status(202).location(address);
      return answer;
    }));
  }
}
