import { Form, Input } from 'antd';
import { Button } from '../../base/button.tsx';
import { useSay } from '../../base/say.ts';
import { ordersWords as words } from './words.ts';
import styles from './orders.module.css';

const mostStages = 12;

/** A date as the device offers it; its weekday is said below. */
export function DateItem({ name, label, min, extra }: { name: string | (string | number)[]; label: string; min: string; extra?: string }) {
  const say = useSay();
  const form = Form.useFormInstance();
  const value = Form.useWatch(typeof name === 'string' ? name : ['stages', ...name], form) as string | undefined;
  return <Form.Item name={name} label={label} extra={value ? say.fullDate(value) : extra}><Input type="date" min={min} /></Form.Item>;
}

/** The stages a matter is to be reported on, each with its date: the field `stages` of the form around. */
export function StagesField({ min }: { min: string }) {
  const say = useSay();
  return (
    <fieldset className={styles['fieldset']}>
      <legend>{say(words.stages)}</legend>
      <Form.List name="stages">{(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, n) => (
            <div key={key} className={styles['row']}>
              <Form.Item name={[name, 'what']} label={say(words.stage, { n: n + 1 })}><Input maxLength={200} autoComplete="off" /></Form.Item>
              <DateItem name={[name, 'dueOn']} label={say(words.stageDue, { n: n + 1 })} min={min} />
              <Button kind="quiet" aria-label={say(words.dropStage, { n: n + 1 })} onClick={() => remove(name)}>{say(words.drop)}</Button>
            </div>
          ))}
          {fields.length < mostStages && <span><Button kind="quiet" onClick={() => add({ what: '', dueOn: '' })}>{say(words.addStage)}</Button></span>}
        </>
      )}</Form.List>
    </fieldset>
  );
}
