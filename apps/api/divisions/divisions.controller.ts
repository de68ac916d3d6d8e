import { Controller } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import type { z } from 'zod';
import type { divisions as divisionsAnswer } from '#libs/contracts/api';
import { importFields } from '#libs/contracts/import-faults';
import { CursorInvalid, keyOf, pageOf } from '#libs/store/queries/cursor';
import { unitRecords } from '#libs/store/queries/office';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { sheetFile } from '../imports/sheets.ts';
import { mostRows } from '../imports/table.ts';
import { Packs } from '../packs/packs.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { countBelow, levelOf, rightBelow, search, treeOf, within } from './divisions.ts';

/** The country's divisions, to make a tree of units from: as a table, which the import takes like any other. */
@Controller()
export class DivisionsController {
  constructor(private readonly packs: Packs, private readonly record: RecordAccess) {}

  @Handles('divisions')
  async divisions(@Admitted() { query: { q, under, limit, cursor } }: Admission<'divisions'>): Promise<z.output<typeof divisionsAnswer>> {
    const found = q === undefined ? await rightBelow(under) : (await search(q)).filter(({ code }) => code.startsWith(under ?? ''));
    const after = keyOf(cursor, ['string'])?.[0];
    const from = after === undefined ? 0 : found.findIndex(({ code }) => code === after) + 1;
    if (after !== undefined && from === 0) throw new CursorInvalid('a cursor of another list');
    const { items, next } = pageOf(found.slice(from, from + limit + 1), limit, ({ code }) => [code], (one) => one);
    return {
      items: await Promise.all(items.map(async ({ code, name }) => ({ code, name, level: levelOf({ code }), within: (await within(code)).map((one) => one.name), below: await countBelow(code) }))), next,
    };
  }

  /**
   * A row for each division down to the level asked for, its code as the unit's, that is not on record yet: what is, stays
   * as it is.
   *
   * @throws Problem unknownDivision, packUnknown, packUnusable, tableTooLarge
   */
  @Handles('divisionTable')
  async table(@Admitted() { params: { division }, query: { pack, types, under } }: Admission<'divisionTable'>): Promise<StreamableFile> {
    const unitTypes = await this.packs.unitTypes(pack);
    const tree = await treeOf(division, types.length);
    const [top] = tree ?? [];
    if (!tree || !top) throw new Problem('unknownDivision', { division });
    if (tree.length > mostRows) throw new Problem('tableTooLarge', { limit: `${mostRows} 行 · rows` });
    const known = await unitRecords(this.record.sql, tree.map(({ code }) => code));
    const nameOf = (type: string | undefined): string => unitTypes.find(({ id }) => id === type)?.name.zh ?? type ?? '';
    // Below the nearest division that is a unit already, where nobody says otherwise.
    const above = (await within(division)).map(({ code }) => code).reverse();
    const ours = under === undefined ? await unitRecords(this.record.sql, above) : null;
    const place = under ?? above.find((code) => ours?.has(code)) ?? '';
    const headings = [importFields.unit, importFields.unitName, importFields.unitType, importFields.under].map(({ zh }) => zh);
    return sheetFile(`${top.name}.xlsx`, headings, tree.filter(({ code }) => !known.has(code)).map((one) => [one.code, one.name, nameOf(types[one.depth]), one.under ?? place]));
  }
}
