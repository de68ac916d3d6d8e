import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './tokens.css';

const root = document.getElementById('root');
// A page of an older version asks for a file that is gone: the new version is loaded, once.
window.addEventListener('vite:preloadError', () => {
  if (sessionStorage.getItem('zeren-reloaded') === location.href) return;
  sessionStorage.setItem('zeren-reloaded', location.href);
  location.reload();
});
if (root) createRoot(root).render(<App />);
