import { useRead } from '../../base/api.ts';
import { useSay } from '../../base/say.ts';
import { useCycle, useFunctions } from '../../shell/cycle.ts';

/** What a duty of this year is called: by its key (`progress-Q1`) or by its id in the pack (`progress`, `order-2`). */
export function useTitles(): (duty: string) => string {
  const say = useSay();
  const cycle = useCycle();
  const { can } = useFunctions();
  const dates = useRead('datesOfYear', { params: { cycle } }, { when: can('administrator') });
  const pack = usePack();
  return (duty) => {
    const known = dates.data?.duties.find((one) => one.duty === duty)?.title;
    if (known) return say(known);
    const [policy, period] = duty.split('-');
    const inPack = pack?.duties.find(({ id }) => id === policy)?.title;
    return inPack ? `${say(inPack)}${period === undefined ? '' : ` ${period}`}` : duty;
  };
}

/** The pack this year was laid out from, as it is now. */
export function usePack() {
  const cycle = useCycle();
  const id = useRead('cycle', { params: { cycle } }).data?.pack;
  return useRead('packs', {}).data?.packs.find((one) => one.id === id);
}

/** What a type of unit is called. */
export function useTypeNames(): (type: string) => string {
  const say = useSay();
  const pack = usePack();
  return (type) => {
    const known = pack?.unitTypes.find(({ id }) => id === type);
    return known ? say(known.name) : type;
  };
}
