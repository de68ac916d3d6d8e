import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import type { Refusal } from '../../base/api.ts';
import { useBegun } from '../../base/begun.ts';
import { faultsOf } from '../../base/faults.ts';
import { formWords } from '../../base/form-words.ts';
import { RefusalNote, StaleNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { confirmPassword } from './confirm.ts';
import type { LetterView } from './figures.ts';
import type { DutyParams } from './acts.tsx';
import { actWords as words } from './words.ts';

interface Props {
  letter: LetterView;
  params: DutyParams;
  /** The posts one signs for, by title; none where one countersigns. */
  posts: readonly { post: string; title: string }[];
  kind: 'sign' | 'countersign';
  isOpen: boolean;
  onClose: () => void;
}

/** What is signed and as whom, confirmed with the password. */
export function SignDialog({ letter, params, posts, kind, isOpen, onClose }: Props) {
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const sign = useAct('signLetter');
  const countersign = useAct('countersignLetter');
  const { seen, catchUp } = useBegun(isOpen, letter.seq);
  const busy = useBusy(sign, countersign);
  const isSupplement = letter.status === 'supplementing' || letter.status === 'supplementSigned';
  const verb = say(kind === 'countersign' ? words.countersign : isSupplement ? words.signSupplement : words.sign);
  const refusal = refused ?? sign.refusal ?? countersign.refusal;
  const isAtField = refused !== null && faultsOf(refused, say).some(({ path }) => path[0] === 'password');

  const finish = async ({ password }: { password: string }): Promise<void> => {
    if (busy) return;
    setRefused(null);
    const wrong = await confirmPassword(password);
    if (wrong) {
      setRefused(wrong);
      form.setFields(faultsOf(wrong, say).filter(({ path }) => path[0] === 'password').map(({ why }) => ({ name: 'password' as const, errors: [why] })));
      return;
    }
    const given = await (kind === 'sign' ? sign : countersign).give({ params, body: {} }, { seen });
    if (given === null) return;
    void message.success(say(kind === 'sign' ? words.signedDone : words.countersignedDone));
    onClose();
  };
  return (
    <Modal
      title={say(kind === 'sign' ? words.signTitle : words.countersignTitle, { title: say(letter.title) })} open={isOpen} width={480} destroyOnHidden mask={{ closable: false }}
      onCancel={onClose} onOk={() => form.submit()} okText={busy || verb} cancelText={say(formWords.cancel)} okButtonProps={{ 'aria-disabled': busy ? true : undefined }}
    >
      <Form<{ password: string }> form={form} layout="vertical" requiredMark={false} preserve={false} onFinish={(typed) => void finish(typed)}>
        <What letter={letter} posts={posts} kind={kind} isSupplement={isSupplement} />
        <Form.Item name="password" label={say(words.password)} extra={say(words.passwordWhy)} rules={[{ required: true, message: say(words.passwordMissing) }]}>
          <Input.Password autoComplete="current-password" autoFocus maxLength={200} />
        </Form.Item>
      </Form>
      <StaleNote begun={seen} now={letter.seq} onLook={catchUp} />
      {!isAtField && <RefusalNote refusal={refusal} />}
    </Modal>
  );
}

/** As whom, for how much, and who is still missing afterwards. */
function What({ letter, posts, kind, isSupplement }: Pick<Props, 'letter' | 'posts' | 'kind'> & { isSupplement: boolean }) {
  const say = useSay();
  const and = say.language === 'zh' ? '、' : ' and ';
  if (kind === 'countersign') return <p style={{ marginBottom: 16 }}>{say(words.countersignAs, { superior: letter.superiorName, unit: letter.unitName })}</p>;
  const left = letter.signers.filter(({ post, signedAt }) => signedAt === null && !posts.some((one) => one.post === post));
  const facts = { posts: posts.map(({ title }) => `${letter.unitName}${say.language === 'zh' ? '' : ' '}${title}`).join(and), n: isSupplement ? (letter.supplement?.targets.length ?? 0) : letter.targets.length };
  return (
    <p style={{ marginBottom: 16 }}>
      {say(isSupplement ? words.signSupplementAs : posts.length > 1 ? words.signAsBoth : words.signAs, facts)}{' '}
      {left.length > 0 ? say(words.othersLeft, { posts: left.map(({ title }) => title).join(and) }) : say(words.lastOne)}
    </p>
  );
}
