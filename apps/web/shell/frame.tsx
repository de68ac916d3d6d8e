import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ask, client, useRead } from '../base/api.ts';
import { Button } from '../base/button.tsx';
import { useLive } from '../base/live.ts';
import { speak, useSay } from '../base/say.ts';
import { pages } from '../pages.ts';
import type { Audience } from '../pages.ts';
import { keepCycle, useFunctions } from './cycle.ts';
import { Drill } from './drill.tsx';
import { Search } from './search.tsx';
import { signInWords } from '../pages/sign-in/words.ts';
import { frameWords } from './words.ts';
import styles from './frame.module.css';

/** What every page stands in: whose it is, the drill's band, the pages of the year. */
export function Frame({ cycle, children }: { cycle?: string; children: ReactNode }) {
  const say = useSay();
  const isConnected = useLive(cycle);
  useEffect(() => { if (cycle !== undefined) keepCycle(cycle); }, [cycle]);
  return (
    <>
      <a className={styles['skip']} href="#content">{say(frameWords.skip)}</a>
      <Top cycle={cycle} />
      {cycle !== undefined && <Drill cycle={cycle} />}
      {!isConnected && <p className={styles['offline']} role="status">{say(frameWords.offline)}</p>}
      <div className={styles['body']}>
        {cycle !== undefined && <Nav cycle={cycle} />}
        <main id="content" className={styles['main']} tabIndex={-1}>{children}</main>
      </div>
    </>
  );
}

function Top({ cycle }: { cycle: string | undefined }) {
  const say = useSay();
  const session = useRead('whoAmI', {}).data;
  const { posts } = useFunctions();
  const post = posts[0] ?? session?.posts[0];
  const signOut = async (): Promise<void> => {
    await ask('signOut', {}).catch(() => undefined);
    client.clear();
    await client.invalidateQueries();
    location.assign('/');
  };
  return (
    <header className={styles['top']}>
      <Link to="/" className={styles['name']}><b>{say(frameWords.product).slice(0, 1)}</b>{say(frameWords.product).slice(1)}</Link>
      <span className={styles['who']}>{post ? `${post.unitName} · ${post.title}` : session?.name}</span>
      {cycle !== undefined && <Years cycle={cycle} />}
      <span className={styles['push']} />
      {cycle !== undefined && <Search cycle={cycle} />}
      <Button kind="quiet" lang={say.language === 'zh' ? 'en' : 'zh'} onClick={() => speak(say.language === 'zh' ? 'en' : 'zh')}>{say(frameWords.language)}</Button>
      <Link to="/password" className={styles['password']}>{say(signInWords.changeLink)}</Link>
      <Button kind="quiet" onClick={() => void signOut()}>{say(frameWords.signOut)}</Button>
    </header>
  );
}

/** Chosen where there is more than one year to look at. */
function Years({ cycle }: { cycle: string }) {
  const say = useSay();
  const [, go] = useLocation();
  const items = useRead('cycles', {}).data?.items ?? [];
  if (items.length < 2) return null;
  return (
    <select className={styles['years']} aria-label={say(frameWords.year)} value={cycle} onChange={(event) => go(`/cycles/${event.target.value}/tasks`)}>
      {items.map(({ slug, year, name, isDrill }) => <option key={slug} value={slug}>{`${year} ${say(name)}${isDrill ? ` · ${say(frameWords.drill)} ${slug.split('-').at(-1)}` : ''}`}</option>)}
    </select>
  );
}

function Nav({ cycle }: { cycle: string }) {
  const say = useSay();
  const [path] = useLocation();
  const { can } = useFunctions();
  const owed = useRead('myTasks', { query: { cycle } }).data?.items.length ?? 0;
  const isPage = pages.some(({ path: page, nav }) => nav !== undefined && path === `/cycles/${cycle}${page}`);
  const isFor = (audience: Audience | readonly Audience[]): boolean => [audience].flat().some((one) => one === 'everyone' || can(one));
  return (
    <nav className={styles['nav']} aria-label={say(frameWords.main)}>
      {pages.flatMap(({ path: page, nav }) => (nav && isFor(nav.for) ? [
        <Link key={page} to={`/cycles/${cycle}${page}`} aria-current={path === `/cycles/${cycle}${page}` ? 'page' : !isPage && path.startsWith(`/cycles/${cycle}${page}/`) ? 'true' : undefined}>
          {say(nav.words)}{page === '/tasks' && owed > 0 && <span className={styles['count']}>{owed}</span>}
        </Link>,
      ] : []))}
    </nav>
  );
}
