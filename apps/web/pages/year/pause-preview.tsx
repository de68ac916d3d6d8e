import { Table } from 'antd';
import type { ReactNode } from 'react';
import { usePages } from '../../base/list.ts';
import { Button } from '../../base/button.tsx';
import { Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useDutyTitles } from '../matrix/duty-titles.ts';
import { baseWords } from '../../base/words.ts';
import { spanOf } from './pause-form.ts';
import type { PauseForm } from './pause-form.ts';
import { noticeWords, pauseWords as words, yearWords } from './words.ts';
import styles from './year.module.css';

/** What a pause would move, foretold by the rules that carry it out; the act that sets it stands below. */
export function PausePreview({ cycle, form, children }: { cycle: string; form: PauseForm; children: ReactNode }) {
  const say = useSay();
  const { titleOf } = useDutyTitles();
  const preview = usePages('previewPause', { params: { cycle }, query: spanOf(form) });
  const { first, items = [] } = preview;
  if (preview.error) return <RefusalNote refusal={preview.error} onRetry={() => void preview.refetch()} />;
  if (!first) return <Outline lines={3} />;
  const rows = items.flatMap(({ unit, unitName, dates, notices }) => dates.map(({ duty, call, from, to }) => ({ key: `${unit} ${duty} ${call}`, unitName, duty, from, to, waiting: notices.filter((one) => one.duty === duty).length })));
  return (
    <section aria-live="polite">
      <p><b>{say(first.moving === 0 ? words.willNothing : words.will, { units: first.units, dates: first.dates, notices: first.notices, later: first.later })}</b></p>
      {rows.length > 0 && <Table size="small" pagination={false} scroll={{ x: 560, y: 360 }} dataSource={rows} columns={[
        { title: say(yearWords.unit), dataIndex: 'unitName' },
        { title: say(noticeWords.duty), dataIndex: 'duty', render: titleOf },
        { title: say(yearWords.before), dataIndex: 'from', render: (date: string) => say.date(date) },
        { title: say(yearWords.after), dataIndex: 'to', render: (date: string | null) => <b>{date === null ? say(words.untilEnded) : say.date(date)}</b> },
        { title: say(words.waiting), dataIndex: 'waiting', align: 'right' },
      ]} />}
      {preview.hasMore && <p className={styles['foot']}><Button onClick={preview.more} busy={preview.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
      {children}
    </section>
  );
}
