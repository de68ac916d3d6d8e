import { useRead } from '../../base/api.ts';
import { ChoiceField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import type { CycleView } from './year.tsx';
import { yearWords as words } from './words.ts';

/** For which units: the whole year, or one directly below the root with all below it. */
export function Under({ view: { slug, root }, value, onChange }: { view: CycleView; value: string | undefined; onChange: (unit: string | undefined) => void }) {
  const say = useSay();
  const top = useRead('tree', { params: { cycle: slug } });
  const below = useRead('tree', { params: { cycle: slug }, query: { under: root, limit: 200 } });
  const rootName = top.data?.items.find(({ id }) => id === root)?.name ?? root;
  return (
    <ChoiceField label={say(words.under)} value={value ?? ''} onChange={(unit) => onChange(unit === '' ? undefined : unit)} options={[
        { value: '', label: say(words.whole, { name: rootName }) },
        ...(below.data?.items ?? []).filter(({ administeredBy }) => administeredBy === null).map(({ id, name }) => ({ value: id, label: say(words.subtree, { name }) })),
      ]} />
  );
}
