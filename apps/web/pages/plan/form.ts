import type { submitPlan } from '#libs/contracts/api';
import { problemWords } from '#libs/contracts/problems';
import type { z } from 'zod';
import type { AnswerOf } from '../../base/api.ts';
import type { Attachment } from '../../base/attachments.tsx';
import { fieldWords } from '../../base/field-words.ts';
import type { Pair } from '../../base/say.ts';
import { fenIn, typedFen } from '../../base/typed.ts';
import type { MoneyUnit } from '../../base/typed.ts';

export type PlanView = AnswerOf<'plan'>;
export type PlanBody = z.input<typeof submitPlan>;

export interface PlanItemForm {
  title: string;
  owner: string;
  dueOn: string;
  measure: string;
  /** As typed, in the plan's unit of money. */
  amount: string;
}

export interface PlanForm {
  items: PlanItemForm[];
  text: string;
  money: MoneyUnit;
  attachments: Attachment[];
}

export const emptyItem: PlanItemForm = { title: '', owner: '', dueOn: '', measure: '', amount: '' };
export const mostItems = 40;

/** What the form begins with: the submission before, else one empty item. */
export function formOf({ submission }: PlanView): PlanForm {
  const items = submission?.items.map(({ title, owner, dueOn, measure = '', amountFen }) => ({ title, owner, dueOn, measure, amount: amountFen === undefined ? '' : typedFen(amountFen, 'tenThousand') }));
  return { items: items ?? [emptyItem], text: submission?.text ?? '', money: 'tenThousand', attachments: submission?.attachments ?? [] };
}

/** The amounts as they are typed in the other unit: the money stays the same, to the fen; what is no amount stays as typed. */
export const inMoney = (form: PlanForm, money: MoneyUnit): PlanForm => ({
  ...form, money,
  items: form.items.map((item) => {
    const fen = fenIn(item.amount, form.money);
    return fen === null ? item : { ...item, amount: typedFen(fen, money) };
  }),
});

export function bodyOf({ items, text, money, attachments }: PlanForm): PlanBody {
  return {
    items: items.map(({ title, owner, dueOn, measure, amount }) => {
      const amountFen = fenIn(amount, money);
      return { title: title.trim(), owner: owner.trim(), dueOn, ...(measure.trim() === '' ? {} : { measure: measure.trim() }), ...(amountFen === null ? {} : { amountFen }) };
    }),
    text: text.trim(), ...(attachments.length > 0 ? { attachments } : {}),
  };
}

/** Fen of all items together. */
export const totalFen = ({ items, money }: PlanForm): number => items.reduce((sum, { amount }) => sum + (fenIn(amount, money) ?? 0), 0);

export interface PlanFault {
  /** `items.{index}.{field}`, or `text`, or `form`. */
  field: string;
  words: Pair;
}

export const fieldId = (field: string): string => `plan-${field.replaceAll('.', '-')}`;

/** What the server would refuse, in the order of the form. */
export function faultsIn(form: PlanForm, { year, submission, status }: Pick<PlanView, 'year' | 'submission' | 'status'>): PlanFault[] {
  const titles = form.items.map(({ title }) => title.trim());
  const faults = form.items.flatMap(({ title, owner, dueOn, amount }, index): PlanFault[] => [
    ...(title.trim() === '' ? [{ field: `items.${index}.title`, words: fieldWords.empty }] : []),
    ...(title.trim() !== '' && titles.indexOf(title.trim()) < index ? [{ field: `items.${index}.title`, words: problemWords('itemTwice', { title: title.trim() }) }] : []),
    ...(owner.trim() === '' ? [{ field: `items.${index}.owner`, words: fieldWords.empty }] : []),
    ...(dueOn === '' ? [{ field: `items.${index}.dueOn`, words: fieldWords.notADate }] : []),
    ...(dueOn !== '' && !dueOn.startsWith(`${year}-`) ? [{ field: `items.${index}.dueOn`, words: problemWords('itemOutsideYear', { title: title.trim(), dueOn, year }) }] : []),
    ...(amount.trim() !== '' && fenIn(amount, form.money) === null ? [{ field: `items.${index}.amount`, words: fieldWords.notMoney }] : []),
  ]);
  if (faults.length > 0) return faults;
  const body = bodyOf(form);
  const isSame = status === 'returned' && submission !== null && JSON.stringify(bodyOf(formOf({ submission } as PlanView))) === JSON.stringify(body);
  return isSame ? [{ field: 'form', words: problemWords('planUnchanged', { comments: submission.returned?.comments.length ?? 0 }) }] : [];
}

/** The field that a pointer of a refusal is about. */
export const fieldAt = (pointer: string): string => (/^\/(items\/\d+\/\w+|text)$/.test(pointer) ? pointer.slice(1).replaceAll('/', '.').replace('amountFen', 'amount') : 'form');
