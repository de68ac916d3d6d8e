import { useState } from 'react';
import { divisionLevels } from '#libs/contracts/api-divisions';
import { addressOf, askFile, Refusal, useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { ChoiceField, TextField } from '../../base/field.tsx';
import { Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { divisionWords as words } from './divisions-words.ts';
import styles from './office.module.css';

type Division = AnswerOf<'divisions'>['items'][number];
type UnitType = AnswerOf<'packs'>['packs'][number]['unitTypes'][number];

/** Units from the country's divisions: a table is made of them, which goes the way of every table. */
export function Divisions({ pack, onTable }: { pack: string; onTable: (table: File) => void }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [sought, setSought] = useState('');
  const [chosen, setChosen] = useState<Division | null>(null);
  const packs = useRead('packs', {}, { when: isOpen });
  const found = useRead('divisions', { query: { q: sought.trim(), limit: 10 } }, { when: isOpen && chosen === null && sought.trim() !== '' });
  const types = packs.data?.packs.find(({ id }) => id === pack)?.unitTypes ?? [];
  if (!isOpen) return <p><Button kind="quiet" aria-expanded={false} onClick={() => setOpen(true)}>{say(words.open)}</Button></p>;
  const pathOf = ({ within }: Division): string => within.join(say.language === 'zh' ? '' : ', ');
  return (
    <section className={styles['divisions']} aria-label={say(words.open)}>
      <p className="small">{say(words.lead)}</p>
      {chosen === null ? (
        <>
          <TextField label={say(words.search)} hint={say(words.searchHint)} value={sought} maxLength={30} onChange={setSought} />
          <RefusalNote refusal={found.error} onRetry={() => void found.refetch()} />
          {found.data?.items.length === 0 && <p role="status">{say(words.none)}</p>}
          {found.data && found.data.items.length > 0 && (
            <ul className={styles['choices']} aria-label={say(words.found)}>{found.data.items.map((one) => (
              <li key={one.code}><Button kind="quiet" onClick={() => setChosen(one)}>{say(words.chosen, { within: pathOf(one), name: one.name, code: one.code })}</Button></li>
            ))}</ul>
          )}
        </>
      ) : (
        <>
          <p><strong>{say(words.chosen, { within: pathOf(chosen), name: chosen.name, code: chosen.code })}</strong> <Button kind="quiet" onClick={() => setChosen(null)}>{say(words.other)}</Button></p>
          {packs.data ? <Levels key={chosen.code} division={chosen} pack={pack} types={types} onTable={onTable} /> : <Outline lines={2} />}
          <RefusalNote refusal={packs.error} onRetry={() => void packs.refetch()} />
        </>
      )}
    </section>
  );
}

/** What each level becomes, from the division down; a level that is left out leaves out all below it. */
function Levels({ division, pack, types, onTable }: { division: Division; pack: string; types: readonly UnitType[]; onTable: (table: File) => void }) {
  const say = useSay();
  const levels = divisionLevels.slice(divisionLevels.indexOf(division.level));
  const [picked, setPicked] = useState<readonly string[]>(() => likely(types, levels.length));
  const [busy, setBusy] = useState<string | false>(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const optionsAt = (depth: number): readonly UnitType[] => (depth === 0 ? types : types.filter(({ under }) => under.includes(picked[depth - 1] ?? '')));
  const asked = { params: { division: division.code }, query: { pack, types: picked.join() } };
  const make = async (): Promise<void> => {
    setRefusal(null);
    setBusy(say(words.making));
    try {
      onTable(new File([await askFile('divisionTable', asked)], say(words.file, { name: division.name })));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  const shown = levels.slice(0, picked.length + 1).filter((_level, depth) => optionsAt(depth).length > 0);
  return (
    <>
      <div className={styles['levels']}>{shown.map((level, depth) => {
        const n = division.below.find((one) => one.level === level)?.n;
        const label = depth === 0 ? say(words.self, { name: division.name }) : say(words.level, { level: say(words.levels[level]), count: n === undefined ? '' : say(words.count, { n }) });
        return (
          <ChoiceField key={level} label={label} value={picked[depth] ?? ''} onChange={(type) => setPicked(type === '' ? picked.slice(0, depth) : [...picked.slice(0, depth), type])}
            options={[...(depth === 0 ? [] : [{ value: '', label: say(words.stop) }]), ...optionsAt(depth).map(({ id, name }) => ({ value: id, label: say(name) }))]} />
        );
      })}</div>
      <RefusalNote refusal={refusal} />
      <p className={styles['row']}><Button busy={busy} onClick={() => void make()}>{say(words.make)}</Button> <a href={addressOf('divisionTable', asked)} download>{say(words.download)}</a></p>
    </>
  );
}

/** What so many levels are likely to become: the lowest of the longest way down that the pack's types allow. */
function likely(types: readonly UnitType[], levels: number): string[] {
  const below = (type: UnitType, left: number): string[] => [type.id, ...(left === 0 ? [] : best(types.filter(({ under }) => under.includes(type.id)).map((one) => below(one, left - 1))))];
  const best = (ways: readonly string[][]): string[] => ways.reduce<string[]>((longer, way) => (way.length > longer.length ? way : longer), []);
  return best(types.map((type) => below(type, divisionLevels.length))).slice(-levels);
}
