import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { withAntd } from '../../base/antd.tsx';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Empty, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useCycle, useFunctions } from '../../shell/cycle.ts';
import { yearWords } from '../year/words.ts';
import { Import } from './import.tsx';
import { People } from './people.tsx';
import { Branch } from './tree.tsx';
import type { OfficeUnit } from './tree.tsx';
import { UnitPanel } from './unit.tsx';
import { importWords, officeWords as words } from './words.ts';
import styles from './office.module.css';

/** Units, their posts and who holds them; people and their accounts. */
function Office() {
  const say = useSay();
  const cycle = useCycle();
  const { posts, can } = useFunctions();
  const view = useRead('cycle', { params: { cycle } });
  const [search, setSearch] = useSearchParams();
  const asked = search.get('unit');
  const [unit, setUnit] = useState<OfficeUnit | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [isImporting, setImporting] = useState(false);
  // A unit named in the address is found below the units above it.
  const place = useRead('unitPage', { params: { cycle, unit: asked ?? '' } }, { when: asked !== null });
  const above = place.data?.ancestors.map((one) => one.unit).join(' ') ?? '';
  useEffect(() => { if (above !== '') setOpened((known) => new Set([...known, ...above.split(' ')])); }, [above]);
  if (posts.length > 0 && !can('administrator')) return <Empty><p>{say(yearWords.onlyAdministrator)}</p></Empty>;
  const toggle = (id: string): void => setOpened((known) => (known.has(id) ? new Set([...known].filter((one) => one !== id)) : new Set([...known, id])));
  const pick = (id: string): void => setSearch({ unit: id }, { replace: true });
  return (
    <>
      <h1>{say(words.title)}</h1>
      <p className={styles['lead']}>{say(words.lead)}</p>
      <div className={styles['office']}>
        <nav className={`card ${styles['tree']}`} aria-label={say(words.unitsOf)}>
          <Branch under={null} picked={asked} opened={opened} onToggle={toggle} onPick={pick} onFound={setUnit} />
        </nav>
        <Shown of={view}>{({ pack }) => (unit && unit.unit === asked ? <UnitPanel key={unit.unit} unit={unit} pack={pack} /> : <Empty><p>{say(words.pick)}</p></Empty>)}</Shown>
      </div>
      <People />
      <h2>{say(importWords.title)}</h2>
      {isImporting && view.data ? <Import pack={view.data.pack} /> : <p><Button onClick={() => setImporting(true)}>{say(importWords.title)}</Button></p>}
    </>
  );
}

export default withAntd(Office);
