import type { Words } from '#libs/contracts/policy';

/** Every check by its stable name. Each has a fixture that shows it, `tests/fixtures/packs/broken-…`. */
export const findingCodes = [
  'fileMissing', 'yaml', 'schema', 'basisMissing', 'parentUnknown', 'campaignMissing', 'settingMissing',
  'articleUnknown', 'itemUnknown', 'ladderUnknown', 'functionUnknown', 'unitTypeUnknown', 'unitUnknown', 'duplicateId',
  'termMissing', 'termTwice', 'dueBeforeOpening', 'stageBeforeOpening', 'tooManyReminders', 'slotInQuietHours',
  'nobodyAccepts', 'nobodyToTell', 'letterNeverIssued', 'orderUnknown', 'orderMisplaced', 'nobodyChecks', 'reportUnknown', 'keyTooLong', 'verifierNoUnit',
  'indicatorUnknown', 'targetWithoutLetter', 'yearEndByPeriod', 'passesNothing', 'passesOtherMeasure', 'passesTwice', 'allocationWithoutLetter', 'compiledFromUnknown',
  'unitMisplaced', 'postUnknown', 'deputyWithoutStage',
  'articleNotCitable', 'dutyUnknown', 'curveUnknown', 'curveFalls',
  'objectUnknown', 'measureUnknown', 'objectWithoutBody', 'measureNotDecidedHere', 'nobodyDecides', 'nothingDetected',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One thing to mend in a pack: where it stands, and why it cannot stay. */
export interface Finding {
  /** From the repository's root, or from where one stands if the pack lies outside it. */
  file: string;
  line: number;
  severity: 'error';
  code: FindingCode;
  /** Where in the file, `duties.0.calls.sign.ladder`. */
  path: string;
  message: Words;
}

/** Findings as people read them, one a line: `file:line  code  中文 · English`. */
export const findingLine = (finding: Finding): string =>
  `${finding.file}:${finding.line}  ${finding.code}  ${finding.message.zh} · ${finding.message.en}`;

/** A pack cannot be loaded as it is written. */
export class PackProblem extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(findingLine).join('\n'));
    this.name = 'PackProblem';
  }
}
