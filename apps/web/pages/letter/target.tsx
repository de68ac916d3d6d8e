import { missingIn } from '../../base/faults.ts';
import type { Faults } from '../../base/faults.ts';
import { ChoiceField } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { isFigure, numberIn } from '../../base/typed.ts';
import type { TargetOf } from './figures.ts';
import { actWords as words } from './words.ts';

/** One of the letter's targets, each with the figure that stands. */
export function TargetChoice({ targets, ...field }: { targets: readonly TargetOf[]; value: string; error: Pair | undefined; onChange: (indicator: string) => void }) {
  const say = useSay();
  return <ChoiceField {...field} label={say(words.indicator)} placeholder={say(fieldWords.choose)} options={targets.map(({ indicator, name, value, measure }) => ({ value: indicator, label: `${name} · ${say.number(value)} ${measure}` }))} />;
}

/** What is wrong before anything is sent, by pointer: texts and figures left empty, and figures that are none. */
export const faultsOfFigures = (texts: Readonly<Record<string, string>>, figures: Readonly<Record<string, string>>): Faults => new Map([
  ...missingIn({ ...texts, ...figures }),
  ...Object.entries(figures).flatMap(([pointer, text]) => {
    const value = numberIn(text);
    return text.trim() !== '' && (value === null || !isFigure(value)) ? [[pointer, fieldWords.notANumber] as const] : [];
  }),
]);
