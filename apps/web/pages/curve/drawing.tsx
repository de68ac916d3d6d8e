import { dayNumber } from '#libs/domain/time/instant';
import type { AnswerOf } from '../../base/api.ts';
import { useNarrow } from '../../base/narrow.ts';
import { useSay } from '../../base/say.ts';
import { curveWords as words } from './words.ts';
import styles from './curve.module.css';

export type Curve = AnswerOf<'moneyCurve'>;
type Point = Curve['points'][number];

/** The rate of a point, as it is shown: with retention that is not due, or without. */
export const rateOf = ({ rateWith, rateWithout }: Point, isWithout: boolean): number | null => (isWithout ? rateWithout : rateWith);

const room = { top: 14, right: 12, bottom: 26, left: 44 };

/** The year on one axis: the curve as it is set, what was spent up to today, and the gap between them today. */
export function Drawing({ curve, isWithout }: { curve: Curve; isWithout: boolean }) {
  const say = useSay();
  const isNarrow = useNarrow();
  const [width, height] = isNarrow ? [330, 240] : [920, 300];
  const { points, margin, on: today } = curve;
  const year = (points.at(-1)?.on ?? today).slice(0, 4);
  const [first, last] = [dayNumber(`${year}-01-01`) - 1, dayNumber(`${year}-12-31`)];
  const x = (day: string): number => room.left + ((Math.min(Math.max(dayNumber(day), first), last) - first) / (last - first)) * (width - room.left - room.right);
  const y = (percent: number): number => room.top + (1 - Math.min(Math.max(percent, 0), 100) / 100) * (height - room.top - room.bottom);
  const startOfYear = room.left;
  const planned = points.flatMap(({ on, scheduled }) => (scheduled === null ? [] : [[x(on), scheduled] as const]));
  const spent = points.flatMap((point) => { const rate = rateOf(point, isWithout); return point.on > today || rate === null ? [] : [[x(point.on), rate] as const]; });
  const path = (all: readonly (readonly [number, number])[]): string => all.map(([at, percent], n) => `${n === 0 ? 'M' : 'L'}${at.toFixed(1)} ${y(percent).toFixed(1)}`).join(' ');
  const plan = planned.length === 0 ? [] : [[startOfYear, 0] as const, ...planned];
  const under = plan.map(([at, percent]) => [at, Math.max(0, percent - margin)] as const);
  const now = points.find(({ on }) => on === today);
  const rate = now ? rateOf(now, isWithout) : null;
  const scheduled = now?.scheduled ?? null;
  const isBehind = rate !== null && scheduled !== null && scheduled - rate > margin;
  const at = x(today);
  const isAhead = rate !== null && scheduled !== null && rate > scheduled;
  // The curve rises to the right: what is above it is said on the left, what is below it on the right, where there is room.
  const label = (isAbove: boolean, percent: number): { x: number; y: number; textAnchor: 'start' | 'end' } => {
    const isLeft = isAbove ? at > width * 0.34 : at > width * 0.86;
    return { x: at + (isLeft ? -10 : 10), y: isAbove || percent < 9 ? y(percent) - 8 : y(percent) + 18, textAnchor: isLeft ? 'end' : 'start' };
  };
  const monthNames = say(words.months).split(' ');
  return (
    <figure className={`card ${styles['drawing']}`} style={{ margin: 0 }}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say(words.picture)}>
        {[0, 25, 50, 75, 100].map((percent) => <g key={percent}><line className={styles['grid']} x1={room.left} x2={width - room.right} y1={y(percent)} y2={y(percent)} /><text x={room.left - 8} y={y(percent) + 4} textAnchor="end">{percent}%</text></g>)}
        {monthNames.map((name, n) => ((isNarrow && n % 2 === 1) ? null : <text key={name} x={x(`${year}-${String(n + 1).padStart(2, '0')}-15`)} y={height - 6} textAnchor="middle">{say(words.month, { n: name })}</text>))}
        {margin > 0 && plan.length > 0 && <path className={styles['band']} d={`${path(plan)} ${path([...under].reverse()).replace('M', 'L')} Z`} />}
        <path className={styles['plan']} d={path(plan)} />
        {now && <line className={styles['today']} x1={at} x2={at} y1={room.top} y2={height - room.bottom} />}
        {isBehind && <line className={styles['gap']} x1={at} x2={at} y1={y(scheduled)} y2={y(rate)} />}
        <path className={styles['actual']} d={path(spent)} />
        {spent.map(([place, percent], n) => <circle key={place} className={`${styles['dot']} ${n === spent.length - 1 ? styles['now'] : ''}`} cx={place} cy={y(percent)} r={n === spent.length - 1 ? 5.5 : 3} />)}
        {rate !== null && <text className={styles['said']} {...label(isAhead, rate)}>{say.percent(rate)}</text>}
        {scheduled !== null && now && <text className={styles['wanted']} {...label(!isAhead, scheduled)}>{say(words.scheduled)} {say.percent(scheduled)}</text>}
      </svg>
      <ul className={styles['legend']}>
        <li><svg viewBox="0 0 28 10" aria-hidden="true"><path className={styles['actual']} d="M1 5H27" /></svg>{say(words.actual)}</li>
        {plan.length > 0 && <li><svg viewBox="0 0 28 10" aria-hidden="true"><path className={styles['plan']} d="M0 5H28" /></svg>{say(words.scheduled)}</li>}
        {margin > 0 && plan.length > 0 && <li><svg viewBox="0 0 28 10" aria-hidden="true"><path className={styles['band']} d="M0 0H28V10H0Z" /></svg>{say(words.band, { n: say.number(margin) })}</li>}
        {now && <li>{say(words.today, { date: say.date(today) })}</li>}
      </ul>
    </figure>
  );
}
