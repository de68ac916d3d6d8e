import { StreamableFile } from '@nestjs/common';
import writeSheet from 'write-excel-file/node';
import { importFields } from '#libs/contracts/import-faults';
import type { UnitType } from '#libs/contracts/policy';

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A sheet to download; every cell is text, so that nothing in it is ever run as a formula. */
export async function sheetFile(name: string, headings: readonly string[], rows: readonly (readonly string[])[]): Promise<StreamableFile> {
  const head = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const, backgroundColor: '#EEF2F6' }));
  const content = await writeSheet(
    [head, ...rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String, format: '@' })))],
    { columns: headings.map((heading) => ({ width: Math.max(12, heading.length * 3) })), stickyRowsCount: 1 },
  ).toBuffer();
  return new StreamableFile(content, { type: sheetType, length: content.length, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
}

/** The template: every column, and two rows to overwrite, with types and posts of the pack. */
export function template(unitTypes: readonly UnitType[]): Promise<StreamableFile> {
  const above = unitTypes.find((type) => unitTypes.some(({ under }) => under.includes(type.id))) ?? unitTypes[0];
  const below = unitTypes.find(({ under }) => under.includes(above?.id ?? '')) ?? above;
  const rowOf = (type: UnitType | undefined, unit: string, name: string, under: string, person: string): string[] =>
    [unit, name, type?.name.zh ?? '', under, type?.posts[0]?.title.zh ?? '', person, `${unit.toLowerCase()}@office.example`, '2026-01-01', '', ''];
  return sheetFile('单位人员导入模板.xlsx', Object.values(importFields).map(({ zh }) => zh), [
    rowOf(above, 'A01', `示例${above?.name.zh ?? ''}`, '', '张三'), rowOf(below, 'A0101', `示例${below?.name.zh ?? ''}`, 'A01', '李四'),
  ]);
}
