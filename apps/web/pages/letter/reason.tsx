import { App, Form, Input } from 'antd';
import type { z } from 'zod';
import type { RouteName } from '#libs/contracts/routes';
import { ActDialog } from '../../base/act-dialog.tsx';
import type { Act } from '../../base/act.ts';
import { useSay } from '../../base/say.ts';
import { actWords as words } from './words.ts';
import styles from './acts.module.css';

interface Props<N extends RouteName> {
  title: string;
  verb: string;
  hint: string;
  done: string;
  max: number;
  schema: z.ZodType;
  act: Act<N>;
  seq: number;
  give: (reason: string, seen: number) => Promise<unknown>;
  isOpen: boolean;
  onClose: () => void;
}

/** A dialogue that asks for nothing but the reason. */
export function ReasonDialog<N extends RouteName>({ title, verb, hint, done, max, schema, act, seq, give, isOpen, onClose }: Props<N>) {
  const say = useSay();
  const { message } = App.useApp();
  return (
    <ActDialog title={title} verb={verb} act={act} isOpen={isOpen} onClose={onClose} schema={schema} initial={{ reason: '' }}
      seq={seq} send={async ({ reason }, seen) => {
        const given = await give(reason, seen);
        if (given !== null) void message.success(done);
        return given;
      }}>
      <p className={styles['hint']}>{hint}</p>
      <Form.Item name="reason" label={say(words.reason)}><Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={max} showCount /></Form.Item>
    </ActDialog>
  );
}
