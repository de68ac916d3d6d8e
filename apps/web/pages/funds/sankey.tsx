import { SankeyChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { sayMoney } from '../../base/money.ts';
import { useNarrow } from '../../base/narrow.ts';
import { useSay } from '../../base/say.ts';
import type { Flows } from './filter.tsx';
import { levelName } from './level.ts';
import { flowsWords as words } from './words.ts';
import styles from './money.module.css';

use([SankeyChart, TooltipComponent, SVGRenderer]);

interface Node { name: string; label: string; value: number; colour: string }
const colours = { source: '#59626c', level: '#1f4f8f', paid: '#15703f', held: '#9fb7da', inFlight: '#5f86c0', returned: '#b9c0c7' } as const;

/** From the sources over the levels to payees; the table beside it has the same figures. */
export default function Sankey({ flows }: { flows: Flows }) {
  const say = useSay();
  const isNarrow = useNarrow();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const { sources, levels, totals } = flows;
    const nodes: Node[] = [
      ...sources.filter(({ received }) => received > 0).map(({ id, name, received }) => ({ name: `s ${id}`, label: say(name), value: received, colour: colours.source })),
      ...levels.map((level) => ({ name: `l ${level.level}`, label: isNarrow ? say(level.names[0] ?? words.level) : levelName(level, say), value: level.received, colour: colours.level })),
      ...(['paid', 'held', 'inFlight', 'returned'] as const).filter((end) => totals[end] > 0).map((end) => ({ name: end, label: say(words[end]), value: totals[end], colour: colours[end] })),
    ];
    const links = [
      ...sources.map(({ id, received }) => ({ source: `s ${id}`, target: 'l 0', value: received })),
      ...levels.flatMap(({ level, passedOn, paid, held, inFlight, returned }) => [
        { source: `l ${level}`, target: `l ${level + 1}`, value: passedOn }, { source: `l ${level}`, target: 'paid', value: paid }, { source: `l ${level}`, target: 'held', value: held },
        { source: `l ${level}`, target: 'inFlight', value: inFlight }, { source: `l ${level}`, target: 'returned', value: returned },
      ]),
    ].filter(({ value }) => value > 0).map((link) => ({ ...link, lineStyle: { color: colours[link.target as keyof typeof colours] ?? colours.level } }));
    const known = new Map(nodes.map((node) => [node.name, node]));
    const labelOf = (name: string): string => known.get(name)?.label ?? name;
    const chart = init(place.current, null, { renderer: 'svg' });
    const box = (text: string): HTMLElement => { const div = document.createElement('div'); div.textContent = text; return div; };
    chart.setOption({
      animation: false,
      tooltip: { formatter: ({ dataType, name, data }: { dataType: string; name: string; data: { source: string; target: string; value: number } }) => box(dataType === 'edge' ? `${labelOf(data.source)} → ${labelOf(data.target)} ${sayMoney(data.value, say)}` : `${labelOf(name)} ${sayMoney(known.get(name)?.value ?? 0, say)}`) },
      series: [{
        type: 'sankey', left: 4, right: isNarrow ? 84 : 150, top: 8, bottom: 8, nodeWidth: 12, nodeGap: 20, draggable: false, emphasis: { focus: 'adjacency' }, lineStyle: { opacity: 0.32, curveness: 0.5 },
        label: { fontSize: isNarrow ? 10.5 : 12.5, ...(isNarrow ? { width: 74, overflow: 'truncate' } : {}), color: '#1c2126', textBorderColor: '#fff', textBorderWidth: 2, formatter: ({ name }: { name: string }) => (isNarrow ? labelOf(name) : `${labelOf(name)} ${sayMoney(known.get(name)?.value ?? 0, say)}`) },
        data: nodes.map(({ name, colour }) => ({ name, itemStyle: { color: colour, borderWidth: 0 } })), links,
      }],
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [flows, say, isNarrow]);
  return <div className={`card ${styles['sankey']}`} ref={place} role="img" aria-label={say(words.picture)} />;
}
