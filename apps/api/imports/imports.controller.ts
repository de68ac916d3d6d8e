import { createHash } from 'node:crypto';
import { Controller, Req, StreamableFile } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import type { importPreview, importView } from '#libs/contracts/api';
import { localDateOf } from '#libs/domain/time/instant';
import { audit, setFirstPasswords } from '#libs/store/office';
import { newcomersOf } from '#libs/store/queries/imports';
import { personRecords } from '#libs/store/queries/office';
import type { Admission } from '../http/admission.ts';
import { bytesIn } from '../http/body.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { keyOfAct } from '../http/parse.ts';
import { newPassword } from '../organisation/first-password.ts';
import { Packs } from '../packs/packs.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Imports } from './imports.ts';
import { sheetFile, template } from './sheets.ts';
import { readTable } from './table.ts';

const limit = { bytes: 10 * 1024 * 1024, shown: '10 MB' };

/** Units, posts and people from a table; types and posts come from a pack. */
@Controller()
export class ImportsController {
  constructor(private readonly imports: Imports, private readonly packs: Packs, private readonly record: RecordAccess) {}

  @Handles('importTemplate')
  async template(@Admitted() { query }: Admission<'importTemplate'>): Promise<StreamableFile> {
    return template(await this.packs.unitTypes(query.pack));
  }

  @Handles('previewImport')
  async preview(@Admitted() { query, realm }: Admission<'previewImport'>, @Req() request: Request): Promise<z.output<typeof importPreview>> {
    const file = await bytesIn(request, limit, new Problem('tableType'));
    return this.imports.preview({ table: await readTable(file), unitTypes: await this.packs.unitTypes(query.pack), realm });
  }

  @Handles('runImport')
  async run(@Admitted() { query: { pack, preview }, realm, session }: Admission<'runImport'>, @Req() request: Request): Promise<z.output<typeof importView>> {
    const key = keyOfAct(request);
    const file = await bytesIn(request, limit, new Problem('tableType'));
    const bodyHash = createHash('sha256').update(`${pack}\n${preview ?? ''}\n`).update(file).digest('hex');
    const known = await this.imports.known(session.account, key, bodyHash);
    if (known) return known;
    return this.imports.run({ table: await readTable(file), unitTypes: await this.packs.unitTypes(pack), realm }, { session, key, bodyHash, pack, preview });
  }

  @Handles('importState')
  async state(@Admitted() { session, params }: Admission<'importState'>): Promise<z.output<typeof importView>> {
    return this.imports.stateOf(session.account, params.import);
  }

  /**
   * First passwords for those whom an import brought and who have not chosen their own: handed out here and kept
   * nowhere. A list that was lost is made anew, and the one before no longer opens anything.
   *
   * @throws Problem unknownImport, importNotDone
   */
  @Handles('importPasswords')
  async passwords(@Admitted() { session, params, realm }: Admission<'importPasswords'>): Promise<StreamableFile> {
    const { state } = await this.imports.stateOf(session.account, params.import);
    if (state !== 'done') throw new Problem('importNotDone');
    const at = new Date().toISOString();
    const brought = await newcomersOf(this.record.sql, params.import);
    const people = await personRecords(this.record.sql, brought.map(({ person }) => person), realm, localDateOf(at));
    const given = brought.filter(({ person }) => people.get(person)?.isOurs).map((one) => ({ ...one, password: newPassword() }));
    await this.record.inTransaction(async (sql) => {
      await setFirstPasswords(sql, given);
      await audit(sql, { account: session.account, person: session.person, at, batch: params.import }, given.map(({ person }) => ({ what: 'firstPassword', subject: person })));
    });
    return sheetFile('初始密码.xlsx', ['单位代码', '单位名称', '岗位', '姓名', '登录名', '初始密码'], given.map((one) => [one.unit, one.unitName, one.title, one.name, one.login, one.password]));
  }
}
