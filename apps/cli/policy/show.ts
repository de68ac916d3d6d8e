import { basename, dirname } from 'node:path';
import { settingGroups, settings } from '#libs/contracts/policy';
import type { Basis, DutyPolicy, SituationPolicy } from '#libs/contracts/policy';
import { basisText } from '#libs/domain/policy/basis';
import { layer, packFolder, readLineage } from '#libs/packs/layers';
import type { Layers } from '#libs/packs/layers';
import type { Place } from '#libs/packs/place';

/**
 * Prints what a pack comes to with those it builds on: every duty, date, setting and row of accountability with its basis and
 * the pack it stands in, and the settings that nobody has set.
 *
 * @param folder a shipped pack's id, or the path of a folder that holds pack.yaml
 * @throws PackProblem with file, line and reason when it cannot be read
 */
export async function policyShow(folder: string): Promise<void> {
  const layers = layer(readLineage(packFolder(folder)));
  const said = (basis: Basis | undefined): string => (basis ? basisText({ sources: [...layers.sources.values()].map(({ value }) => value) }, basis).zh : '随事项依据');
  const files = layers.files.map(({ content }) => content);
  const lines = [
    `${files.map(({ id, version }) => `${id}@${version}`).join(' ← ')}  ${files[0]?.title.zh ?? ''} · ${files[0]?.title.en ?? ''}`,
    '', '文件 · Sources',
    ...[...layers.sources.values()].map(({ value: { id, title, number, articles, citable }, at }) =>
      `  ${id} 《${title}》${number ?? ''} ${citable ? `只引用第${citable.join('、')}条` : `共${articles}条`}${from(at)}`),
    '', '事项 · Duties',
    ...[...layers.duties.values()].flatMap(({ value, at }) => dutyLines(value, said, from(at))),
    '', '设定 · Settings',
    ...[...layers.settings].map(([name, { value, at }]) => `  ${name} = ${shown(value.value)}  ${said(value.basis)}${from(at)}`),
    `  未设，不推定任何期限 · not set, nothing is assumed: ${notSet(layers).join(', ') || '—'}`,
    '', '问责 · Accountability',
    ...[...layers.objects.values()].map(({ value: { name, decides, refers }, at }) => `  ${name.zh}：${[
      ...(decides ? [`${namesOf(decides.measures, layers)}由${decides.body.zh}决定、以${decides.issuedAs.zh}名义（${decides.for.join('、')}；${said(decides.basis)}）`] : []),
      ...(refers ? [`${decides ? '其余' : ''}提请、移送${refers.to.zh}（${said(refers.basis)}）`] : []),
    ].join('；')}${from(at)}`),
    ...[...layers.situations.values()].flatMap(({ value, at }) => situationLines(value, layers, said, from(at))),
  ];
  for (const line of lines) console.log(line);
}

type Said = (basis: Basis | undefined) => string;

const from = ({ yaml }: Place): string => `  [${basename(dirname(yaml.file))}]`;

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function dutyLines(duty: DutyPolicy, said: Said, where: string): string[] {
  const calls = Object.entries(duty.calls as Record<string, { withinWorkingDays?: number; ladder: string; basis?: Basis } | undefined>);
  return [
    `  ${duty.id} ${duty.title.zh} · ${duty.title.en}${where}`,
    ...duty.owedBy.map(({ unitType, basis }) => `    ${unitType}：${said(basis)}`),
    ...('periods' in duty ? [`    ${duty.periods.join(' ')}`] : []),
    ...('due' in duty ? [`    到期：${said(duty.due.basis)}`] : []),
    ...(duty.kind === 'letter' && duty.countersignedBasis ? [`    双方签署（${duty.countersignedFor.join('、')}）：${said(duty.countersignedBasis)}`] : []),
    ...(duty.kind === 'order' ? [`    ${duty.series.template}：${said(duty.series.basis)}`] : []),
    ...calls.flatMap(([name, call]) => (call?.withinWorkingDays === undefined ? [] : [`    ${name} ${call.withinWorkingDays}个工作日，${call.ladder}：${said(call.basis)}`])),
  ];
}

const namesOf = (measures: readonly string[], { measures: known }: Layers, by = '、'): string => measures.map((id) => known.get(id)?.value.name.zh ?? id).join(by);

function situationLines({ row, trigger, basis, base, aggravated, rectification, detected }: SituationPolicy, layers: Layers, said: Said, where: string): string[] {
  const told = (consequences: SituationPolicy['base']): string => consequences.map(({ object, measures, choice }) =>
    `${layers.objects.get(object)?.value.name.zh ?? object} → ${namesOf(measures, layers, choice === 'together' ? '并' : '或')}`).join('；');
  return [
    `  ${row}. ${trigger.zh}（${said(basis)}，${detected}）${where}`,
    `     ${told(base)}${rectification ? '；限期整改' : ''}`,
    ...aggravated.map(({ says, consequences }) => `     ${says.zh}：${told(consequences)}`),
  ];
}

/** Settings that the schema knows and no pack of the lineage gives. */
function notSet({ settings: given }: Layers): string[] {
  const groups = settingGroups.flatMap((group) => Object.keys(settings.shape[group].unwrap().shape).map((name) => `${group}.${name}`));
  const single = Object.keys(settings.shape).filter((name) => !(settingGroups as readonly string[]).includes(name));
  return [...single, ...groups].filter((name) => !given.has(name));
}
