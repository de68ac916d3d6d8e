import { Empty } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useFunctions } from '../../shell/cycle.ts';
import { UnitPage } from './unit.tsx';
import { unitWords as words } from './words.ts';

/** The page of the unit one holds a post in. */
export default function OwnUnit() {
  const say = useSay();
  const unit = useFunctions().posts[0]?.unit;
  return unit === undefined ? <Empty><p>{say(words.noUnit)}</p></Empty> : <UnitPage unit={unit} />;
}
