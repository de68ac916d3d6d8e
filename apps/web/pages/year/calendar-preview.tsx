import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useAct } from '../../base/act.ts';
import { ask } from '../../base/api.ts';
import type { AnswerOf, Refusal } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Note, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useDutyTitles } from '../matrix/duty-titles.ts';
import type { Notice } from './calendar.tsx';
import { noticeWords as words, yearWords } from './words.ts';
import styles from './year.module.css';

/** What a holiday notice would move, unit by unit, and the act that confirms exactly that. */
export function CalendarPreview({ cycle, notice, onDone }: { cycle: string; notice: Notice; onDone: () => void }) {
  const say = useSay();
  const { titleOf } = useDutyTitles();
  const change = useAct('changeCalendar');
  const busy = useBusy(change);
  const preview = useQuery<AnswerOf<'previewCalendar'>, Refusal>({
    queryKey: ['previewCalendar', cycle, notice], retry: false, queryFn: ({ signal }) => ask('previewCalendar', { params: { cycle }, body: notice }, { signal }),
  });
  const isStale = change.refusal?.body.code === 'previewStale';
  if (change.state === 'done') return <Note kind="done">{say(words.done)} <Button kind="quiet" onClick={onDone}>{say(yearWords.change)}</Button></Note>;
  return (
    <Shown of={preview}>{({ changes, moving, hash }) => {
      const rows = changes.flatMap(({ unit, unitName, dates }) => dates.map((date) => ({ key: `${unit} ${date.duty}`, unitName, ...date })));
      const sum = (of: 'goes' | 'comes'): number => changes.reduce((n, one) => n + one[of].length, 0);
      const confirm = async (): Promise<void> => {
        if (!await change.give({ params: { cycle }, body: { ...notice, preview: hash } })) await preview.refetch();
      };
      return (
        <section aria-live="polite">
          <h2>{moving === 0 ? say(words.nothing, { year: notice.year }) : say(words.willMove, { moving, dates: rows.length, gone: sum('goes'), come: sum('comes') })}</h2>
          {rows.length > 0 && <Table size="small" virtual={rows.length > 200} pagination={false} scroll={{ x: 560, y: 440 }} dataSource={rows} columns={[
            { title: say(yearWords.unit), dataIndex: 'unitName' },
            { title: say(words.duty), dataIndex: 'duty', render: titleOf },
            { title: say(yearWords.before), dataIndex: 'from', render: (date: string) => say.date(date) },
            { title: say(yearWords.after), dataIndex: 'to', render: (date: string) => <b>{say.date(date)}</b> },
          ]} />}
          {isStale ? <Note kind="near">{say(yearWords.stale)}</Note> : <RefusalNote refusal={change.refusal} />}
          <p className={styles['foot']}><Button kind="primary" busy={busy} onClick={() => void confirm()}>{say(words.confirm)}</Button></p>
        </section>
      );
    }}</Shown>
  );
}
