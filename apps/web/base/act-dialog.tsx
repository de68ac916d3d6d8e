import { Form, Modal } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { RouteName } from '#libs/contracts/routes';
import type { Act } from './act.ts';
import { useBegun } from './begun.ts';
import { faultsBefore, faultsOf } from './faults.ts';
import type { Fault } from './faults.ts';
import { formWords } from './form-words.ts';
import { RefusalNote, StaleNote, useBusy } from './notice.tsx';
import { useSay } from './say.ts';

interface Props<N extends RouteName, V extends object> {
  title: string;
  /** The act, as its button names it. */
  verb: string;
  act: Act<N>;
  initial: V;
  /** The route's own schema of the body. */
  schema: z.ZodType;
  /** What is sent of what was typed; field names are the body's. */
  bodyOf?: (typed: V) => unknown;
  /** `seq` of what is looked at now. */
  seq: number;
  /** Gives the act on what was seen when the dialogue opened; null keeps it open with what was typed. */
  send: (typed: V, seen: number) => Promise<unknown>;
  isOpen: boolean;
  onClose: () => void;
  width?: number;
  children: ReactNode;
}

/** A dialogue that gives one act. What was typed stays when it is refused, and a refusal stands at the field it is about. */
export function ActDialog<N extends RouteName, V extends object>({ title, verb, act, initial, schema, bodyOf = (typed) => typed, seq, send, isOpen, onClose, width = 560, children }: Props<N, V>) {
  const say = useSay();
  const [form] = Form.useForm<V>();
  const busy = useBusy(act);
  const { seen, catchUp } = useBegun(isOpen, seq);
  const { refusal } = act;
  const known = new Set(refusal ? form.getFieldsError().map(({ name }) => name.join('/')) : []);
  const faults = refusal ? faultsOf(refusal, say) : [];
  const isAtFields = faults.length > 0 && faults.every(({ path }) => known.has(path.join('/')));
  const mark = (found: readonly Fault[]): void => form.setFields(found.map(({ path, why }) => ({ name: path, errors: [why] })) as never);
  useEffect(() => { if (refusal) mark(faultsOf(refusal, say)); }, [refusal]);

  const finish = async (typed: V): Promise<void> => {
    if (busy) return;
    const wrong = faultsBefore(schema, bodyOf(typed), say);
    if (wrong.length > 0) mark(wrong);
    else if (await send(typed, seen) !== null) onClose();
  };
  return (
    <Modal
      title={title} open={isOpen} width={width} destroyOnHidden onCancel={onClose} onOk={() => form.submit()} mask={{ closable: false }}
      okText={busy || verb} cancelText={say(formWords.cancel)} okButtonProps={{ 'aria-disabled': busy ? true : undefined }}
    >
      {/* What was wrong with a field is gone with its next change. */}
      <Form<V> form={form} layout="vertical" initialValues={initial} onFinish={(typed) => void finish(typed)} requiredMark={false} scrollToFirstError preserve={false}
        onFieldsChange={(changed) => form.setFields(changed.filter(({ touched, errors = [] }) => touched && errors.length > 0).map(({ name }) => ({ name, errors: [] })) as never)}>
        {children}
      </Form>
      <StaleNote begun={seen} now={seq} onLook={() => { act.clear(); catchUp(); }} />
      {!isAtFields && <RefusalNote refusal={refusal} />}
    </Modal>
  );
}
