import { createHash } from 'node:crypto';
import { Controller, Inject, Req, StreamableFile } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import type { documentView } from '#libs/contracts/api';
import { instantAt, localDateOf } from '#libs/domain/time/instant';
import { documentOf, keepDocument, obligationsNaming, uploadsOf, uploadsSince } from '#libs/store/queries/documents';
import type { NamingObligation } from '#libs/store/queries/documents';
import { evidenceOf } from '#libs/store/queries/projects';
import { placesOf } from '#libs/store/queries/places';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { settingsToken } from '../settings.ts';
import type { ApiSettings } from '../settings.ts';
import { documentIn } from './content.ts';

type DocumentView = z.output<typeof documentView>;

/** A unit with steps of its own brings a few scans for each report; more in a day is a mistake, or worse. */
const mostDocuments = 200;

/** Scans of what was signed on paper. */
@Controller()
export class DocumentsController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, @Inject(settingsToken) private readonly settings: ApiSettings) {}

  /**
   * Whoever has, had or will have a post in a unit may bring documents for it, and who registers what it signed on paper: an
   * administrator above it, an issuer of the unit directly above. Each cycle has its own day, so none is asked here.
   */
  @Handles('uploadDocument')
  async upload(@Admitted() { session, query }: Admission<'uploadDocument'>, @Req() request: Request): Promise<DocumentView> {
    const { unit, name } = query;
    if (!await this.mayBring(session.person, unit)) throw new Problem('notOwnUnit', { unit });
    const { content, type } = await documentIn(request);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const at = new Date().toISOString();
    await this.mayBringMore(unit, at, { sha256, person: session.person });
    await keepDocument(this.record.sql, { sha256, type, content, unit, person: session.person, name, at });
    return { sha256, type, bytes: content.length, unit, name, at };
  }

  private async mayBring(person: string, unit: string): Promise<boolean> {
    const tenures = await this.scope.tenures(person);
    if (tenures.some((tenure) => tenure.unit === unit)) return true;
    const [place] = await placesOf(this.record.sql, { units: [unit] });
    return tenures.some((tenure) => (tenure.functions.includes('issuer') && tenure.unit === place?.under)
      || (tenure.functions.includes('administrator') && (place?.paths ?? []).some(({ path }) => path.startsWith(tenure.path))));
  }

  /** @throws Problem tooManyDocuments once the unit has brought its share of the day; what it brought before it may bring again */
  private async mayBringMore(unit: string, at: string, own: { sha256: string; person: string }): Promise<void> {
    const limit = this.settings.documentsPerUnitAndDay ?? mostDocuments;
    if (await uploadsSince(this.record.sql, unit, instantAt(localDateOf(at), '00:00'), own) < limit) return;
    throw new Problem('tooManyDocuments', { unit, limit });
  }

  /** For whoever brought it, and whoever may see an obligation that names it. To anybody else it is not there. */
  @Handles('document')
  async document(@Admitted() { session, params }: Admission<'document'>): Promise<StreamableFile> {
    const { sql } = this.record;
    const uploads = await uploadsOf(sql, params.sha256);
    const own = uploads.find((upload) => upload.person === session.person);
    const found = own || await this.mayRead(session.person, params.sha256) ? await documentOf(sql, params.sha256) : null;
    if (!found) throw new Problem('unknownDocument');
    const name = (own ?? uploads[0])?.name ?? found.sha256;
    return new StreamableFile(found.content, { type: found.type, length: found.content.length, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
  }

  private async mayRead(person: string, sha256: string): Promise<boolean> {
    for (const naming of await obligationsNaming(this.record.sql, sha256)) {
      const isThere = await this.isShown(person, naming).catch((error: unknown) => {
        // A unit that has left the tree, a cycle out of sight: the next one may still show it.
        if (error instanceof Problem) return false;
        throw error;
      });
      if (isThere) return true;
    }
    for (const { cycle: id, unit, department } of await evidenceOf(this.record.sql, sha256)) {
      if (await this.isShownAs(person, id, unit, department)) return true;
    }
    return false;
  }

  /** What a project or a public notice names is for whoever sees its unit, and for the department that accepts it. */
  private async isShownAs(person: string, id: string, unit: string, department: string | null): Promise<boolean> {
    try {
      const cycle = await this.scope.cycle(id);
      if (department !== null && (await this.scope.postsIn(person, cycle)).some((post) => post.unit === department)) return true;
      await this.scope.maySee(person, cycle, await this.scope.place(cycle, unit));
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }

  /** What lies inside a unit is the unit's own until it is submitted. */
  private async isShown(person: string, { cycle: id, unit, duty, isSubmitted }: NamingObligation): Promise<boolean> {
    const cycle = await this.scope.cycle(id);
    const place = await this.scope.place(cycle, unit);
    if (await this.scope.assists(person, cycle, place, duty)) return isSubmitted;
    await this.scope.maySee(person, cycle, place, duty);
    return isSubmitted || (await this.scope.postsIn(person, cycle)).some((post) => post.unit === unit);
  }
}
