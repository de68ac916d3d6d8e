import { useState } from 'react';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Outline } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import { registerWords as words } from './register-words.ts';
import styles from './register.module.css';

export interface Place { unit: string; name: string; from: string | null }

/** Units of the tree that money is to go through, level by level; taken off, a unit takes with it all below. */
export function RoutePicker({ value, onChange }: { value: readonly Place[]; onChange: (route: Place[]) => void }) {
  const say = useSay();
  const [root] = value;
  return (
    <fieldset className={styles['fieldset']}>
      <legend>{say(words.route)}</legend>
      {root && <p className="lead">{say(words.routeLead, { root: root.name })}</p>}
      {root && <ul className={styles['route']}><PlaceItem place={root} route={value} onChange={onChange} /></ul>}
      <p className="small" role="status">{say(words.onRoute, { n: value.length })}</p>
    </fieldset>
  );
}

/** Each unit after the one it gets the money from, as the registration wants it. */
function withBelow(route: readonly Place[], under: Place, chosen: readonly Place[]): Place[] {
  const kept = route.filter(({ unit, from }) => from !== under.unit || chosen.some((one) => one.unit === unit));
  const reached = new Set<string>();
  const whole = [...kept, ...chosen.filter(({ unit }) => !kept.some((one) => one.unit === unit))];
  const ordered: Place[] = [];
  const take = (place: Place): void => {
    if (reached.has(place.unit)) return;
    reached.add(place.unit);
    ordered.push(place);
    whole.filter(({ from }) => from === place.unit).forEach(take);
  };
  whole.filter(({ from }) => from === null).forEach(take);
  return ordered;
}

function PlaceItem({ place, route, onChange }: { place: Place; route: readonly Place[]; onChange: (route: Place[]) => void }) {
  const say = useSay();
  const cycle = useCycle();
  const [isOpen, setOpen] = useState(false);
  const below = route.filter(({ from }) => from === place.unit);
  const children = useRead('tree', { params: { cycle }, query: { under: place.unit, limit: 200 } });
  const units = (children.data?.items ?? []).map(({ id, name }): Place => ({ unit: id, name, from: place.unit }));
  const choose = (chosen: readonly Place[]): void => onChange(withBelow(route, place, chosen));
  return (
    <li>
      <span className={styles['place']}><b>{place.name}</b>{units.length > 0 && <Button kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{say(isOpen ? words.hideBelow : words.addBelow, { unit: place.name })}</Button>}</span>
      {isOpen && !children.data && <Outline lines={2} />}
      {isOpen && units.length > 0 && (
        <div className={styles['choices']} role="group" aria-label={say(words.addBelow, { unit: place.name })}>
          <Button kind="quiet" onClick={() => choose(below.length === units.length ? [] : units)}>{say(below.length === units.length ? words.none : words.all)}</Button>
          {units.map((one) => <label key={one.unit}><input type="checkbox" checked={below.some(({ unit }) => unit === one.unit)} onChange={(event) => choose(event.target.checked ? [...below, one] : below.filter(({ unit }) => unit !== one.unit))} /> {one.name}</label>)}
        </div>
      )}
      {below.length > 0 && <ul>{below.map((one) => <PlaceItem key={one.unit} place={one} route={route} onChange={onChange} />)}</ul>}
    </li>
  );
}
