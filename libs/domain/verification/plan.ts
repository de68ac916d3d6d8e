import type { VerificationPolicy } from '../../contracts/policy.ts';
import { startOf } from '../policy/planning.ts';
import type { Planning, TreeUnit } from '../policy/planning.ts';
import { planReports } from '../report/plan.ts';
import { verificationKey } from './verification.ts';
import type { VerificationStart } from './verification.ts';

/**
 * For each report of the unit one verification by each department that verifies one of its figures. A unit does not
 * verify its own: what would be asked of itself is asked of nobody, and stays 未核.
 */
export function planVerifications(duty: VerificationPolicy, planning: Planning): VerificationStart[] {
  const { terms: { pack }, tree, unit } = planning;
  const verifierOf = new Map(pack.indicators.map(({ id, verifiedBy }) => [id, verifiedBy]));
  const report = pack.duties.find((one) => one.id === duty.report);
  if (report?.kind !== 'report' || !report.owedBy.some((one) => one.unitType === unit.type)) return [];
  return planReports(report, planning).flatMap(({ key, title, asked }) => {
    const departments = [...new Set(asked.map(({ indicator }) => verifierOf.get(indicator)))]
      .flatMap((id): TreeUnit[] => (id === undefined ? [] : [tree.get(id) ?? []].flat())).filter(({ id }) => id !== unit.id);
    return departments.map((department): VerificationStart => ({
      ...startOf(planning, duty, verificationKey(key, department.id), undefined, department.id),
      kind: 'verification',
      title: { zh: `${title.zh}：${department.name}${duty.title.zh}`, en: `${title.en}: ${duty.title.en} (${department.name})` },
      report: key,
      department: { id: department.id, name: department.name },
      figures: asked.filter(({ indicator }) => verifierOf.get(indicator) === department.id).map(({ indicator, name, measure }) => ({ indicator, name, measure })),
    }));
  });
}
