import { findingAt, within } from '../place.ts';
import { stepsOf } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Finding } from '../finding.ts';

/** Every step of a unit's own has a post that may take it: the function the step names, and `checker`. */
export const stepsTaken: Rule = (checked) => stepsOf(checked)
  .filter(({ type, step }) => !type.posts.some(({ functions }) => functions.includes(step.function)) || type.posts.some(({ functions }) => functions.includes(step.function) && !functions.includes('checker')))
  .map(({ type, step, at }) => findingAt(within(at, 'function'), 'nobodyChecks',
    `${type.id} 的步骤 ${step.id} 无人可办：具有 ${step.function} 职能的职务须同时具有 checker 职能`, `nobody can take the step ${step.id} of ${type.id}: the posts with ${step.function} need checker as well`));

/** What departments verify are the figures of a report that there is, under keys that fit the record. */
export const verifications: Rule = ({ layers }) => [...layers.duties.values()].flatMap(({ value: duty, at }): Finding[] => {
  if (duty.kind !== 'verification') return [];
  const report = layers.duties.get(duty.report)?.value;
  if (report?.kind !== 'report') return [findingAt(within(at, 'report'), 'reportUnknown', `没有报送事项 ${duty.report}`, `there is no report ${duty.report}`)];
  const departments = [...layers.indicators.values()].map(({ value }) => value.verifiedBy ?? '');
  const longest = Math.max(...departments.map(({ length }) => length), 0) + Math.max(...report.periods.map(({ length }) => length)) + report.id.length + '-'.length + '-by-'.length;
  return longest <= mostKey ? [] : [findingAt(within(at, 'report'), 'keyTooLong', `${report.id} 与部门编号合起来超过${mostKey}个字符`, `${report.id} and a department's id make a key of more than ${mostKey} characters`)];
});

/** Where departments are asked, a figure names the one that is: a type of unit would ask several, or nobody. */
export const verifiersAreUnits: Rule = ({ layers, organisation }) => {
  if (!organisation || ![...layers.duties.values()].some(({ value }) => value.kind === 'verification')) return [];
  const ids = new Set(organisation.value.units.map(({ id }) => id));
  return [...layers.indicators.values()].flatMap(({ value: { id, verifiedBy }, at }) => (verifiedBy === undefined || ids.has(verifiedBy) ? []
    : [findingAt(within(at, 'verifiedBy'), 'verifierNoUnit', `${id} 须写明由哪个单位核实，${verifiedBy} 不是单位`, `${id} must name the unit that verifies it; ${verifiedBy} is none`)]));
};

/** Characters of a duty's key in the record. */
const mostKey = 40;
