import { TreemapChart } from 'echarts/charts';
import { AriaComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, useState } from 'react';
import { lights } from '#libs/domain/light';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { usePages } from '../../base/list.ts';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useCycle } from '../../shell/cycle.ts';
import { share } from '../matrix/columns.ts';
import { overviewWords as words } from './words.ts';
import styles from './overview.module.css';

use([TreemapChart, TooltipComponent, AriaComponent, SVGRenderer]);

type Unit = AnswerOf<'tree'>['items'][number];

interface Sum { id: string; name: string; children: number; all: number; late: number; near: number }

/** A unit with all below it, in numbers. */
function sumOf({ id, name, children, duties, below }: Unit): Sum {
  const own = (light: string): number => duties.filter((duty) => duty.light === light).length;
  const of = (light: (typeof lights)[number]): number => own(light) + (below[light] ?? 0);
  return { id, name, children, all: lights.reduce((sum, light) => sum + (light === 'void' ? 0 : of(light)), 0), late: of('late'), near: of('near') };
}

/** From paper to red by how much is overdue; amber where something is near and nothing late; the tokens of tokens.css. */
const colourOf = ({ all, late, near }: Sum): string => {
  const part = all === 0 ? 0 : late / all;
  return part > 0.25 ? '#b3261e' : part > 0.1 ? '#cf6a62' : part > 0 ? '#eab6b1' : near > 0 ? '#f0d48a' : '#cfe6d8';
};
const inkOn = (sum: Sum): string => (['#b3261e'].includes(colourOf(sum)) ? '#ffffff' : '#1c2126');

/** Lights of one level at a time as blocks, and the same as a table. */
export default function Heat({ tops }: { tops: readonly Unit[] }) {
  const say = useSay();
  const cycle = useCycle();
  const [trail, setTrail] = useState<readonly { id: string; name: string }[]>(() => tops.slice(0, tops.length === 1 && (tops[0]?.children ?? 0) > 0 ? 1 : 0));
  const under = trail.at(-1);
  const level = usePages('tree', { params: { cycle }, query: { under: under?.id, limit: 200 } }, { when: under !== undefined });
  const units = (under === undefined ? tops : level.items ?? []).map(sumOf);
  const place = useRef<HTMLDivElement>(null);
  const enter = (id: string): void => {
    const unit = units.find((one) => one.id === id);
    if (unit && unit.children > 0) setTrail([...trail, { id: unit.id, name: unit.name }]);
  };
  const content = JSON.stringify(units);
  useEffect(() => {
    if (!place.current || units.length === 0) return undefined;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption({
      aria: { enabled: true }, animation: false,
      tooltip: { formatter: ({ name, data }: { name: string; data: Sum }) => { const box = document.createElement('div'); box.textContent = `${name} · ${say(words.duties)} ${data.all} · ${say(baseWordsOf.late)} ${data.late} · ${say(baseWordsOf.near)} ${data.near}`; return box; } },
      series: [{
        type: 'treemap', roam: false, nodeClick: false, breadcrumb: { show: false }, width: '100%', height: '100%', left: 0, top: 0,
        itemStyle: { gapWidth: 2, borderWidth: 0 }, label: { fontSize: 13, overflow: 'truncate', formatter: ({ name, data }: { name: string; data: Sum }) => (data.late > 0 ? `${name}\n${data.late} / ${data.all}` : name) },
        data: units.map((unit) => ({ ...unit, value: Math.max(unit.all, 1), itemStyle: { color: colourOf(unit) }, label: { color: inkOn(unit) } })),
      }],
    });
    chart.on('click', ({ data }) => enter((data as unknown as Sum).id));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [content, say]);
  const above = trail.at(-2);
  return (
    <>
      <p className="lead">{say(words.heatLead)}{trail.length > (tops.length === 1 ? 1 : 0) && <Button kind="quiet" onClick={() => setTrail(trail.slice(0, -1))}>{say(words.up, { unit: above?.name ?? say(words.top) })}</Button>}</p>
      <div className={`card ${styles['heat']}`} ref={place} aria-hidden="true" />
      <details className="card" style={{ marginTop: 16, padding: '8px 16px' }}>
        <summary>{say(words.heatTable)}</summary>
        <table className={styles['heatTable']}>
          <thead><tr><th scope="col">{say(words.unit)}</th><th scope="col" className="number">{say(words.duties)}</th><th scope="col" className="number">{say(baseWordsOf.late)}</th><th scope="col" className="number">{say(words.lateShare)}</th><th scope="col" className="number">{say(baseWordsOf.near)}</th></tr></thead>
          <tbody>{units.map((unit) => (
            <tr key={unit.id}>
              <th scope="row">{unit.children > 0 ? <Button kind="quiet" onClick={() => enter(unit.id)}>{unit.name}</Button> : unit.name}</th>
              <td className="number">{unit.all}</td><td className="number">{unit.late}</td><td className="number">{say.percent(share(unit.late, unit.all))}</td><td className="number">{unit.near}</td>
            </tr>
          ))}</tbody>
        </table>
      </details>
      {level.hasMore && <Button busy={level.isReading && say(baseWords.reading)} onClick={level.more}>{say(baseWords.more)}</Button>}
    </>
  );
}

const baseWordsOf = { late: words.late, near: words.near };
