import type { Light } from '#libs/domain/light';
import { useSay } from './say.ts';
import { lightWords } from './words.ts';
import styles from './light.module.css';

/** A light as a shape: lateness is never said by colour alone. `label` empty: what stands around it says it. */
export function LightShape({ light, size = 16, label }: { light: Light; size?: number; label?: string }) {
  const say = useSay();
  return (
    <svg className={styles[light]} width={size} height={size} viewBox="0 0 16 16" {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label ?? say(lightWords[light]) })}>
      {shapes[light]}
    </svg>
  );
}

const tick = <path d="M4.6 8.3l2.2 2.2 4.6-4.8" fill="none" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />;
const shapes: Readonly<Record<Light, React.ReactNode>> = {
  late: <><rect x="1.5" y="1.5" width="13" height="13" rx="2.2" /><path d="M8 4.3v4.6M8 11.4v.4" stroke="#fff" strokeWidth="1.9" strokeLinecap="round" /></>,
  near: <path d="M8 1.8l6.8 12.1H1.2z" />,
  done: <><circle cx="8" cy="8" r="6.8" />{tick}</>,
  onTrack: <circle cx="8" cy="8" r="4.6" />,
  notYet: <circle cx="8" cy="8" r="5.9" fill="none" strokeWidth="1.5" strokeDasharray="2.3 2.1" />,
  waiting: <><circle cx="8" cy="8" r="6" fill="none" strokeWidth="1.5" /><path d="M8 4.8V8l2.2 1.4" fill="none" strokeWidth="1.5" strokeLinecap="round" /></>,
  void: <path d="M4.5 8h7" strokeWidth="1.6" strokeLinecap="round" />,
};
