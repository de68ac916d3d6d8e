import { useId, useState } from 'react';
import { addressOf, Refusal } from './api.ts';
import { Button } from './button.tsx';
import { fieldStyles } from './field.tsx';
import { fieldWords as words } from './field-words.ts';
import { useSay } from './say.ts';
import type { Pair } from './say.ts';
import { upload, uploadLimitMegabytes, uploadTypes } from './upload.ts';
import styles from './attachments.module.css';

/** A file that was brought: by its content, and as it is called. */
export interface Attachment {
  sha256: string;
  name: string;
}

/**
 * Files that go with an act: brought at once, named by their content, removed again before the act is given.
 *
 * @param most how many the act takes
 */
export function Attachments({ unit, label, value, onChange, most, error }: { unit: string; label: string; value: readonly Attachment[]; onChange: (files: Attachment[]) => void; most: number; error?: Pair | undefined }) {
  const say = useSay();
  const id = useId();
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [fault, setFault] = useState<{ words: Pair; facts?: Record<string, string | number> } | null>(null);
  const bring = async (file: File): Promise<void> => {
    setFault(null);
    if (file.size > uploadLimitMegabytes * 1024 * 1024) return setFault({ words: words.tooLarge, facts: { name: file.name, size: say.number(file.size / 1024 / 1024), limit: uploadLimitMegabytes } });
    if (!uploadTypes.includes(file.type)) return setFault({ words: words.wrongType, facts: { name: file.name } });
    setSending({ name: file.name, share: 0 });
    try {
      const { sha256, name } = await upload(file, unit, (share) => setSending({ name: file.name, share }));
      onChange([...value.filter((one) => one.sha256 !== sha256), { sha256, name }]);
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setFault({ words: refused.body.words });
    }
    setSending(null);
  };
  const said = fault ?? (error ? { words: error } : null);
  return (
    <div className={fieldStyles['field']} role="group" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className={fieldStyles['label']}>{label}</span>
      {value.length > 0 && <ul className={styles['list']}>{value.map((file) => (
        <li key={file.sha256}><a href={addressOf('document', { params: { sha256: file.sha256 } })} download={file.name}>{file.name}</a>
          <Button kind="quiet" aria-label={say(words.removeFile, { name: file.name })} onClick={() => onChange(value.filter((one) => one !== file))}>{say(words.remove)}</Button></li>
      ))}</ul>}
      {sending !== null && <p role="status">{say(words.uploading, { name: sending.name, percent: say.percent(Math.round(sending.share * 100)) })}</p>}
      {sending === null && value.length < most && (
        <span><label className={styles['add']}>{say(words.addFile)}
          <input type="file" accept={uploadTypes.join(',')} aria-describedby={`${id}-hint`} onChange={(event) => { const [file] = event.target.files ?? []; event.target.value = ''; if (file) void bring(file); }} /></label></span>
      )}
      {said && <div className={fieldStyles['error']} role="alert">{say(said.words, 'facts' in said ? said.facts : undefined)}</div>}
      <div id={`${id}-hint`} className={fieldStyles['hint']}>{say(words.fileHint, { limit: uploadLimitMegabytes, most })}</div>
    </div>
  );
}

/** What was attached, to be fetched. */
export function AttachmentLinks({ files }: { files: readonly Attachment[] }) {
  const say = useSay();
  if (files.length === 0) return null;
  return <p className={styles['links']}><span className="small">{say(words.files)}</span>{files.map(({ sha256, name }) => <a key={sha256 + name} href={addressOf('document', { params: { sha256 } })} download={name}>{name}</a>)}</p>;
}
