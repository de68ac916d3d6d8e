import type { AnswerOf } from '../../base/api.ts';
import { useSay } from '../../base/say.ts';
import { moneyPageWords as words } from './words.ts';

export type Flows = AnswerOf<'moneyFlows'>;
/** What the lists of money are narrowed to; empty: all. */
export interface Filter { holder: string; source: string }

export function SourceSelect({ value, flows, onChange }: { value: string; flows: Flows; onChange: (source: string) => void }) {
  const say = useSay();
  return <label>{say(words.source)}<select value={value} onChange={(event) => onChange(event.target.value)}><option value="">{say(words.all)}</option>{flows.sources.filter(({ received, id }) => received > 0 || id === value).map(({ id, name }) => <option key={id} value={id}>{say(name)}</option>)}</select></label>;
}
