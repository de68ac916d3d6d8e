import type { z } from 'zod';
import type { submitReport } from '#libs/contracts/api';
import { problemWords } from '#libs/contracts/problems';
import { causeAskedFor, changesBetween } from '#libs/domain/report/report';
import type { AskedFigure, FieldChange, Submission } from '#libs/domain/report/report';
import { contradicts } from '#libs/domain/funds/ledger-indicator';
import { periodOf } from '#libs/domain/report/rules';
import type { AnswerOf } from '../../base/api.ts';
import type { Attachment } from '../../base/attachments.tsx';
import { fieldWords } from '../../base/field-words.ts';
import type { Pair } from '../../base/say.ts';
import { isFigure, numberIn } from '../../base/typed.ts';

export type ReportView = AnswerOf<'report'>;
export type ReportBody = z.input<typeof submitReport>;

/** The form as it is typed: texts, so that nothing typed is lost. */
export interface ReportForm {
  figures: Record<string, { value: string; cause: string }>;
  problems: string;
  nextSteps: string;
  attachments: Attachment[];
}

/** Where a fault is: `figures.{indicator}`, `figures.{indicator}.cause`, `problems`, `nextSteps`, as comments name them; `form` is the whole. */
export interface Fault {
  field: string;
  words: Pair;
}

/** As asked: the rows the API gives are those of the domain, with their texts wider. */
const askedOf = (view: ReportView): AskedFigure[] => view.asked as AskedFigure[];
const compiledOf = (view: ReportView, indicator: string): number | undefined => view.compiled.find((one) => one.indicator === indicator)?.value ?? undefined;

/** What the funds' lines say of a figure; absent where it is none of theirs, or nothing has come. */
export const ledgerOf = (view: ReportView, indicator: string): (ReportView['fromLedger'][number] & { value: number }) | undefined => {
  const one = view.fromLedger.find((figure) => figure.indicator === indicator);
  return one && one.value !== null ? { ...one, value: one.value } : undefined;
};

/** Whether what is typed is another figure than the lines', by more than rounding. */
export function differsFromLedger(view: ReportView, form: ReportForm, indicator: string): boolean {
  const [value, ledger] = [numberIn(form.figures[indicator]?.value ?? ''), ledgerOf(view, indicator)];
  return value !== null && ledger !== undefined && contradicts(value, ledger.value);
}

export const fieldId = (field: string): string => `field-${field.replaceAll('.', '-')}`;

/** What the form begins with: what is inside the unit, else what was returned, else what was compiled from accepted reports, else what the funds' lines say. */
export function formOf(view: ReportView): ReportForm {
  const begun = view.draft ?? view.submissions.at(-1);
  return {
    figures: Object.fromEntries(view.asked.map(({ indicator }) => {
      const said = begun?.figures.find((one) => one.indicator === indicator);
      const value = said?.value ?? compiledOf(view, indicator) ?? ledgerOf(view, indicator)?.value;
      return [indicator, { value: value === undefined ? '' : String(value), cause: said?.cause ?? '' }];
    })),
    problems: begun && !begun.isNil ? begun.problems : '',
    nextSteps: begun?.nextSteps ?? '',
    attachments: begun?.attachments ?? [],
  };
}

/** A form that was kept, on what is asked today: a form kept before the plan changed fits as far as it goes. */
export function formFrom(view: ReportView, kept: ReportForm): ReportForm {
  const empty = formOf(view);
  return { ...empty, ...kept, figures: Object.fromEntries(view.asked.map(({ indicator }) => [indicator, kept.figures[indicator] ?? empty.figures[indicator] ?? { value: '', cause: '' }])) };
}

/** Why a figure's cause is asked for now; null where it is not. */
export function causeFor(view: ReportView, form: ReportForm, indicator: string): 'differs' | 'short' | null {
  const asked = askedOf(view).find((one) => one.indicator === indicator);
  const value = numberIn(form.figures[indicator]?.value ?? '');
  return asked === undefined || value === null ? null : causeAskedFor(asked, value, compiledOf(view, indicator));
}

/** How far it is, in figures: one that needs a cause is done once that is given too. */
export function progressOf(view: ReportView, form: ReportForm): { done: number; left: number } {
  const done = view.asked.filter(({ indicator }) => {
    const { value = '', cause = '' } = form.figures[indicator] ?? {};
    return numberIn(value) !== null && (causeFor(view, form, indicator) === null || cause.trim() !== '');
  }).length;
  return { done, left: view.asked.length - done };
}

/** What is sent: every figure in the order it is asked, its cause where one is needed. */
export const bodyOf = (view: ReportView, form: ReportForm): ReportBody => ({
  figures: view.asked.map(({ indicator }) => {
    const { value = '', cause = '' } = form.figures[indicator] ?? {};
    return { indicator, value: numberIn(value) ?? Number.NaN, ...(causeFor(view, form, indicator) !== null && cause.trim() !== '' ? { cause: cause.trim() } : {}) };
  }),
  problems: form.problems.trim(), nextSteps: form.nextSteps.trim(), ...(form.attachments.length > 0 ? { attachments: form.attachments } : {}),
});

/** The submission that was returned, or was the last: what a correction is compared with, as the record compares. */
const lastOf = (view: ReportView): Submission | undefined => {
  const last = view.submissions.at(-1);
  if (!last) return undefined;
  const { passed: _passed, returned: _returned, isNil, ...rest } = last;
  return { ...rest, ...(isNil ? { isNil } : {}) };
};

const plainOf = ({ problems, nextSteps, attachments }: Pick<ReportBody, 'problems' | 'nextSteps' | 'attachments'>) => ({ problems, nextSteps, ...(attachments ? { attachments } : {}) });

/** What is different from the submission before, field by field, by the rule that records it. */
export function changesIn(view: ReportView, form: ReportForm): FieldChange[] {
  const { figures, ...rest } = bodyOf(view, form);
  return changesBetween(lastOf(view), { figures: figures.filter(({ value }) => !Number.isNaN(value)), ...plainOf(rest) });
}

/** What the server would refuse, in the order of the form, by the rules of the report. */
export function faultsIn(view: ReportView, form: ReportForm): Fault[] {
  const body = bodyOf(view, form);
  const faults = view.asked.flatMap((asked, index): Fault[] => {
    const { indicator, name, measure, planned } = asked;
    const field = `figures.${indicator}`;
    const { value: typed = '', cause = '' } = form.figures[indicator] ?? {};
    if (typed.trim() === '') return [{ field, words: problemWords('figureMissing', { indicator, name }) }];
    const figure = body.figures[index];
    if (!figure || !isFigure(figure.value)) return [{ field, words: fieldWords.notANumber }];
    const why = cause.trim() === '' ? causeFor(view, form, indicator) : null;
    const compiled = view.compiled.find((one) => one.indicator === indicator);
    if (why === 'differs' && compiled?.from) {
      return [{ field: `${field}.cause`, words: problemWords('figureDiffers', { name, measure, value: figure.value, compiled: compiled.value, period: periodOf(view, compiled.from) }) }];
    }
    return why === null ? [] : [{ field: `${field}.cause`, words: problemWords('causeMissing', { name, measure, value: figure.value, planned }) }];
  });
  if (faults.length > 0) return faults;
  const returned = view.status === 'returned' ? view.submissions.at(-1)?.returned : undefined;
  if (returned && changesIn(view, form).length === 0) return [{ field: 'form', words: problemWords('nothingChanged', { comments: returned.comments.length }) }];
  return [];
}

/** The field that a pointer of a refusal is about: figures are sent in the order they are asked. */
export function fieldAt(view: ReportView, pointer: string): string {
  const [, index, part] = /^\/figures\/(\d+)(?:\/(\w+))?$/.exec(pointer) ?? [];
  const asked = index === undefined ? undefined : view.asked[Number(index)];
  if (asked) return part === 'cause' ? `figures.${asked.indicator}.cause` : `figures.${asked.indicator}`;
  return pointer === '/problems' || pointer === '/nextSteps' ? pointer.slice(1) : 'form';
}

/** A refusal by the server, at the fields it is about. */
export function faultsOf(view: ReportView, body: { words: Pair; code: string; errors?: readonly { pointer: string; detail: string }[] | undefined } | undefined): Fault[] {
  const errors = body?.errors ?? [];
  return errors.flatMap(({ pointer, detail }) => {
    const field = fieldAt(view, pointer);
    if (field === 'form') return [];
    return [{ field, words: errors.length === 1 && body && body.code !== 'invalid' ? body.words : { zh: detail, en: detail } }];
  });
}
