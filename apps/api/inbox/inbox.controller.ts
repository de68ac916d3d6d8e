import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { inboxItem } from '#libs/contracts/api';
import type { Page } from '#libs/store/queries/cursor';
import { inboxOf } from '#libs/store/queries/inbox';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';

type InboxItem = z.output<typeof inboxItem>;

@Controller()
export class InboxController {
  constructor(private readonly record: RecordAccess) {}

  /** Everything one was told, mail or no mail. */
  @Handles('myInbox')
  async inbox(@Admitted() { session, query }: Admission<'myInbox'>): Promise<Page<InboxItem>> {
    const { items, next } = await inboxOf(this.record.sql, session.person, query);
    return {
      items: items.map(({ id, cycle, at, toldAt, obligation, mail, content }) => ({
        id, cycle, at, toldAt, obligation, stage: content.stage, act: content.act, title: content.title, unit: content.unit, unitName: content.unitName,
        dueOn: content.dueOn, originalDueOn: content.originalDueOn, basis: content.basis, link: content.link,
        mail: mail && { status: mail.status, messageId: mail.messageId, response: mail.response },
      })),
      next,
    };
  }
}
