import { Button } from '../../base/button.tsx';
import { useSay } from '../../base/say.ts';
import { layersOf, stages } from './signing.ts';
import type { Layer, Row } from './signing.ts';
import { lettersWords as words, stageWords } from './words.ts';
import styles from './letters.module.css';

/** Signing layer by layer: a bar for each level, and in words how many letters stand where. */
export function Layers({ rows, chosen, onChoose }: { rows: readonly Row[]; chosen: number | null; onChoose: (depth: number | null) => void }) {
  const say = useSay();
  const layers = layersOf(rows);
  return (
    <section aria-labelledby="layers">
      <h2 id="layers">{say(words.layers)}</h2>
      <ol className={`card ${styles['layers']}`}>
        {layers.map((layer) => (
          <li key={layer.depth}>
            <div className={styles['layer']}>
              <h3><Above layer={layer} /></h3>
              <p className="small">{say(words.layerUnits, { n: layer.letters, units: layer.units.length > 3 ? say(words.andMore, { units: listed(say.language, layer.units.slice(0, 3)) }) : listed(say.language, layer.units) })}</p>
            </div>
            <Bar layer={layer} />
            {layers.length > 1 && <Button kind="quiet" aria-pressed={chosen === layer.depth} onClick={() => onChoose(chosen === layer.depth ? null : layer.depth)}>{say(chosen === layer.depth ? words.allLayers : words.onlyLayer)}</Button>}
          </li>
        ))}
      </ol>
    </section>
  );
}

const listed = (language: 'zh' | 'en', names: readonly string[]): string => names.join(language === 'zh' ? '、' : ', ');

function Above({ layer: { above } }: { layer: Layer }) {
  const say = useSay();
  const [first = ''] = above;
  return <>{say(words.layer, { above: above.length > 1 ? say(words.aboveMany, { first, n: above.length }) : first })}</>;
}

/** The bar is for the eye; what it shows stands beside it in words. */
function Bar({ layer: { counts, letters } }: { layer: Layer }) {
  const say = useSay();
  const shown = stages.filter((stage) => counts[stage] > 0);
  return (
    <div>
      <div className={styles['bar']} aria-hidden="true">{shown.map((stage) => <span key={stage} className={styles[stage]} style={{ flexGrow: counts[stage] / letters }} />)}</div>
      <p className={styles['legend']}>{shown.map((stage) => <span key={stage}><i className={styles[stage]} aria-hidden="true" />{say(words.bar, { stage: say(stageWords[stage]), n: counts[stage] })}</span>)}</p>
    </div>
  );
}
