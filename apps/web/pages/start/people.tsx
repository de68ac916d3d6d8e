import { useRead } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { Import } from '../office/import.tsx';
import { peopleWords as words } from './calendar-words.ts';
import { Redraft } from './redraft.tsx';
import type { StepProps } from './start.tsx';
import { useTypeNames } from './titles.ts';
import styles from './start.module.css';

/** Who is in the year, and the ways to put that right before it begins. */
export default function People({ view }: StepProps) {
  const say = useSay();
  const at = useAt();
  const nameOf = useTypeNames();
  // Units of one shape are counted by the rehearsal, which knows them all.
  const rehearsal = useRead('rehearsal', { params: { cycle: view.slug }, query: { limit: 1 } });
  return (
    <>
      <Shown of={rehearsal} lines={2}>{({ burden, units }) => (
        <p className={styles['lead']}>{say(words.lead, { units, types: burden.map((one) => say(words.countOf, { type: nameOf(one.unitType), n: one.units })).join(say.language === 'zh' ? '、' : ', ') })}</p>
      )}</Shown>
      <p className={styles['row']}><ButtonLink to={at('/office')}>{say(words.office)}</ButtonLink></p>
      <div style={{ margin: '16px 0' }}><Import pack={view.pack} /></div>
      <Redraft view={view} />
    </>
  );
}
