import { QueryClientProvider } from '@tanstack/react-query';
import { Component, lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { client, Refusal, useRead } from './base/api.ts';
import { Button, ButtonLink } from './base/button.tsx';
import { Empty, Outline, RefusalNote } from './base/notice.tsx';
import { sayIn, useLanguage, useSay } from './base/say.ts';
import { baseWords } from './base/words.ts';
import { pages, pagesWithoutYear } from './pages.ts';
import { Frame } from './shell/frame.tsx';
import { keptCycle } from './shell/cycle.ts';
import { frameWords } from './shell/words.ts';
import SignIn from './pages/sign-in/sign-in.tsx';

const NewPassword = lazy(() => import('./pages/sign-in/new-password.tsx'));
const rowsWithoutYear = pagesWithoutYear.map(({ path, load }) => ({ path, Page: lazy(load) }));
const rows = pages.map(({ path, load }) => ({ path: `/cycles/:cycle${path}`, Page: lazy(load) }));

export const App = () => (
  <QueryClientProvider client={client}>
    <Broken><SignedIn /></Broken>
  </QueryClientProvider>
);

/** Whoever is not signed in signs in, and then stands where the address led. */
function SignedIn() {
  const session = useRead('whoAmI', {});
  if (session.data?.mustChangePassword) return <main className="alone"><Suspense><NewPassword isFirst /></Suspense></main>;
  if (session.data) return <Pages />;
  if (session.error instanceof Refusal && session.error.status === 401) return <SignIn />;
  if (session.error) return <main style={{ maxWidth: 520, margin: '15vh auto', padding: 16 }}><RefusalNote refusal={session.error} onRetry={() => void session.refetch()} /></main>;
  return null;
}

function Pages() {
  const say = useSay();
  return (
    <Switch>
      <Route path="/"><Home /></Route>
      {rowsWithoutYear.map(({ path, Page }) => <Route key={path} path={path}><Frame><Top /><Suspense fallback={<Outline />}><Page /></Suspense></Frame></Route>)}
      {rows.map(({ path, Page }) => (
        <Route key={path} path={path}>{({ cycle }: { cycle: string }) => <Frame cycle={cycle}><Top /><Suspense fallback={<Outline />}><Page /></Suspense></Frame>}</Route>
      ))}
      <Route><Frame><Empty><p>{say(frameWords.unknownPage)}</p></Empty></Frame></Route>
    </Switch>
  );
}

/** A new page begins at its top. */
function Top() {
  const [path] = useLocation();
  useEffect(() => { window.scrollTo(0, 0); }, [path]);
  return null;
}

/** The address without a page leads to what is owed today, in the year looked at last, else the newest that runs. */
function Home() {
  const say = useSay();
  const cycles = useRead('cycles', {});
  if (cycles.error) return <Frame><RefusalNote refusal={cycles.error} onRetry={() => void cycles.refetch()} /></Frame>;
  if (!cycles.data) return <Frame><Outline /></Frame>;
  const { items } = cycles.data;
  const chosen = items.find(({ slug }) => slug === keptCycle()) ?? items.find(({ status }) => status === 'open') ?? items[0];
  return chosen ? <Redirect to={`/cycles/${chosen.slug}/tasks`} replace /> : <Frame><Empty><p>{say(frameWords.noCycle)}</p><MayStart /></Empty></Frame>;
}

/** Whoever may lay a year out finds the way to it where there is none yet. */
function MayStart() {
  const say = useSay();
  const session = useRead('whoAmI', {}).data;
  return session?.posts.some(({ functions }) => functions.includes('administrator')) ? <p><ButtonLink to="/start" kind="primary">{say(frameWords.startYear)}</ButtonLink></p> : null;
}

/** A page that breaks says so, and the rest of the office goes on. */
class Broken extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error ? <BrokenPage what={this.state.error.message} /> : this.props.children;
  }
}

function BrokenPage({ what }: { what: string }) {
  const say = sayIn(useLanguage());
  return <main style={{ maxWidth: 560, margin: '15vh auto', padding: 16 }}><Empty><p>{say(baseWords.broken, { what })}</p><p><Button kind="primary" onClick={() => location.reload()}>{say(baseWords.reload)}</Button></p></Empty></main>;
}
