import { Controller } from '@nestjs/common';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import type { ActAnswer } from './answers.ts';
import { Acts } from './perform.ts';

/** The address of an act: what became of it. */
@Controller()
export class ActsController {
  constructor(private readonly acts: Acts) {}

  @Handles('myAct')
  async myAct(@Admitted() { session, params }: Admission<'myAct'>): Promise<ActAnswer> {
    return this.acts.ofKey(session.account, params.key);
  }
}
