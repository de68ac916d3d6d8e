import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { useRead } from '../base/api.ts';
import type { AnswerOf } from '../base/api.ts';
import { useModal } from '../base/modal.ts';
import { RefusalNote } from '../base/notice.tsx';
import { useSay } from '../base/say.ts';
import type { Say } from '../base/say.ts';
import { searchWords as words } from './search-words.ts';
import styles from './search.module.css';

const settleMillis = 180;

/** Units, papers by their number, and people, from any page: ⌘K or Ctrl-K, arrows, Enter. */
export function Search({ cycle }: { cycle: string }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button type="button" className={styles['open']} onClick={() => setOpen(true)} aria-haspopup="dialog" aria-keyshortcuts="Meta+K Control+K">
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" /><path d="M9.3 9.3L13 13" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" /></svg>
        <span>{say(words.open)}</span><kbd aria-hidden="true">{say(words.keys)}</kbd>
      </button>
      {isOpen && <SearchBox cycle={cycle} onClose={() => setOpen(false)} />}
    </>
  );
}

interface Found { group: string; name: string; more: string; to: string }

/** What was found in the order it is shown, each with the page it leads to. A person leads to the unit of the post. */
function listOf(found: AnswerOf<'search'>, cycle: string, say: Say): Found[] {
  const at = (unit: string): string => `/cycles/${cycle}/units/${unit}`;
  return [
    ...found.units.map(({ unit, name, underName }) => ({ group: say(words.units), name, more: [underName === null ? '' : say(words.under, { above: underName }), unit].filter(Boolean).join(' · '), to: at(unit) })),
    ...found.papers.map(({ number, unit, unitName, duty, title }) => ({ group: say(words.papers), name: number, more: `${unitName} · ${say(title)}`, to: `${at(unit)}/obligations/${duty}` })),
    ...found.people.flatMap(({ name, posts }) => posts.map((post) => ({ group: say(words.people), name, more: `${post.unitName} · ${post.title}`, to: at(post.unit) }))),
  ];
}

function SearchBox({ cycle, onClose }: { cycle: string; onClose: () => void }) {
  const say = useSay();
  const [, go] = useLocation();
  const dialog = useModal();
  const [said, setSaid] = useState('');
  const [q, setQ] = useState('');
  const [place, setPlace] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => { setQ(said.trim()); setPlace(0); }, settleMillis);
    return () => clearTimeout(timer);
  }, [said]);
  const isAsked = [...q].length >= 2;
  const search = useRead('search', { params: { cycle }, query: { q } }, { when: isAsked });
  const found = isAsked && search.data ? listOf(search.data, cycle, say) : [];
  const choose = (one: Found | undefined): void => {
    if (!one) return;
    onClose();
    go(one.to);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || found.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = (place + step + found.length) % found.length;
      setPlace(next);
      document.getElementById(`found-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(found[place]);
    }
  };
  return (
    <dialog ref={dialog} className={styles['box']} aria-label={say(words.label)} onCancel={(event) => { event.preventDefault(); onClose(); }} onClick={(event) => { if (event.target === dialog.current) onClose(); }}>
      <div className={styles['line']}>
        <input type="text" role="combobox" aria-expanded={found.length > 0} aria-controls="found" aria-activedescendant={found.length > 0 ? `found-${place}` : undefined} aria-autocomplete="list" aria-label={say(words.open)}
          autoFocus autoComplete="off" spellCheck={false} maxLength={40} placeholder={say(words.open)} value={said} onChange={(event) => setSaid(event.target.value)} onKeyDown={press} />
        <button type="button" onClick={onClose}>{say(words.close)}</button>
      </div>
      <p className={`small ${styles['hint']}`} role="status">{!isAsked ? say(words.hint) : !search.data ? '' : found.length === 0 ? say(words.none, { q }) : say(words.found, { n: found.length })}</p>
      <RefusalNote refusal={isAsked ? search.error : null} />
      <ul id="found" role="listbox" aria-label={say(words.label)} className={styles['found']}>
        {found.map((one, n) => (
          <li key={`${one.group} ${one.to} ${one.name} ${one.more}`} id={`found-${n}`} role="option" aria-selected={n === place} onClick={() => choose(one)} onMouseMove={() => setPlace(n)}>
            <span className={styles['group']}>{found[n - 1]?.group === one.group ? '' : one.group}</span><b>{one.name}</b><span className="small">{one.more}</span>
          </li>
        ))}
      </ul>
    </dialog>
  );
}
