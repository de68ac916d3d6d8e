import { useEffect } from 'react';
import { usePages } from '../../base/list.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { officeWords as words } from './words.ts';
import styles from './office.module.css';

export type OfficeUnit = AnswerOf<'officeUnits'>['items'][number];
interface BranchProps {
  under: string | null;
  picked: string | null;
  opened: ReadonlySet<string>;
  onToggle: (unit: string) => void;
  onPick: (unit: string) => void;
  /** The picked unit, whenever its record is read anew. */
  onFound: (unit: OfficeUnit) => void;
}

/** The units directly below one, each opened on its own: nothing is read that is not looked at. */
export function Branch({ under, ...rest }: BranchProps) {
  const say = useSay();
  const { picked, opened, onToggle, onPick, onFound } = rest;
  const read = usePages('officeUnits', { query: { limit: 100, ...(under === null ? {} : { under }) } });
  const found = read.items?.find(({ unit }) => unit === picked);
  useEffect(() => { if (found) onFound(found); }, [found, onFound]);
  if (read.error) return <RefusalNote refusal={read.error} onRetry={() => void read.refetch()} />;
  if (!read.items) return <Outline lines={2} />;
  return (
    <ul>
      {read.items.map(({ unit, name, children }) => (
        <li key={unit}>
          <div className={styles['twig']}>
            {children > 0 ? <button type="button" className={styles['opener']} aria-expanded={opened.has(unit)} aria-label={say(opened.has(unit) ? words.shut : words.open, { name })} onClick={() => onToggle(unit)}>{opened.has(unit) ? '▾' : '▸'}</button> : <span className={styles['opener']} />}
            <button type="button" aria-current={unit === picked ? 'true' : undefined} onClick={() => onPick(unit)}>{name}</button>
          </div>
          {opened.has(unit) && children > 0 && <Branch under={unit} {...rest} />}
        </li>
      ))}
      {read.hasMore && <li><Button kind="quiet" busy={read.isReading && say(baseWords.reading)} onClick={read.more}>{say(baseWords.more)}</Button></li>}
    </ul>
  );
}
