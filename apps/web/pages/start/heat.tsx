import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Pages } from '../../base/list.ts';
import { Button } from '../../base/button.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { rehearsalWords as words } from './words.ts';
import styles from './heat.module.css';

const rowHeight = 36;
/** Rows beyond which only those in sight are drawn. */
const drawn = 200;

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `2027-01` in the year 2026: 次年1月. */
function monthSaid(month: string, year: number, say: Say): string {
  const n = Number(month.slice(5));
  return say(Number(month.slice(0, 4)) > year ? words.nextYear : words.month, { month: say.language === 'zh' ? n : english[n - 1] ?? '' });
}

/** Every month from the first to the last, also one in which nobody is told anything. */
function monthsBetween(told: readonly string[]): string[] {
  const [from, to] = [told[0], told.at(-1)].map((month) => (month === undefined ? null : Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1));
  if (from == null || to == null) return [];
  return Array.from({ length: to - from + 1 }, (_, n) => `${Math.floor((from + n) / 12)}-${String(((from + n) % 12) + 1).padStart(2, '0')}`);
}

/** Notices per post and month as tinted figures. Every figure is there to read; the tint only guides the eye. */
export function Heat({ pages, year }: { pages: Pages<'rehearsal'>; year: number }) {
  const say = useSay();
  const { items = [], hasMore, isReading, more } = pages;
  const months = monthsBetween(items.flatMap((post) => Object.keys(post.months)).sort());
  const most = Math.max(1, ...items.flatMap((post) => Object.values(post.months)));
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = items.length > drawn;
  const rows = useVirtualizer({ count: items.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 20, enabled: isLong });
  const inSight = isLong ? rows.getVirtualItems().map(({ index }) => index) : items.map((_, index) => index);
  const [first = 0, last = items.length - 1] = [inSight[0], inSight.at(-1)];
  useEffect(() => {
    if (isLong && hasMore && !isReading && last >= items.length - 30) more();
  });
  const shadeOf = (n: number): { background: string } => ({ background: `rgb(31 79 143 / ${(0.06 + 0.3 * (n / most)).toFixed(3)})` });
  return (
    <>
      <div className={`card ${styles['scroller']}`} ref={scroller} tabIndex={0} role="region" aria-label={say(words.heat)}>
        <table className={styles['heat']} aria-rowcount={items.length + 1}>
          <thead><tr><th scope="col">{say(words.post)}</th>{months.map((month) => <th key={month} scope="col">{monthSaid(month, year, say)}</th>)}<th scope="col">{say(words.total)}</th></tr></thead>
          <tbody>
            {first > 0 && <tr aria-hidden style={{ height: first * rowHeight }} />}
            {inSight.map((index) => {
              const row = items[index];
              if (!row) return null;
              return (
                <tr key={row.post} aria-rowindex={index + 2}>
                  <th scope="row"><span>{row.unitName}</span> {row.title}</th>
                  {months.map((month) => {
                    const n = row.months[month] ?? 0;
                    return <td key={month} style={n > 0 ? shadeOf(n) : undefined}>{n > 0 ? n : ''}</td>;
                  })}
                  <td className={styles['total']}>{row.notices}</td>
                </tr>
              );
            })}
            {last < items.length - 1 && <tr aria-hidden style={{ height: (items.length - 1 - last) * rowHeight }} />}
          </tbody>
        </table>
      </div>
      {hasMore && <p style={{ marginTop: 12 }}><Button busy={isReading && say(baseWords.reading)} onClick={more}>{say(baseWords.more)}</Button></p>}
    </>
  );
}
