import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { ahead } from './ahead.ts';
import './tokens.css';

const root = document.getElementById('root');
// A page of an older version asks for a file that is gone: the new version is loaded, once.
window.addEventListener('vite:preloadError', () => {
  if (sessionStorage.getItem('zeren-reloaded') === location.href) return;
  sessionStorage.setItem('zeren-reloaded', location.href);
  location.reload();
});
ahead(location.pathname);
if (root) createRoot(root).render(<App />);
