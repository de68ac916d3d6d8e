import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { addressOf, Refusal } from './api.ts';
import type { Attachment } from './attachments.tsx';
import { Button } from './button.tsx';
import { fieldStyles } from './field.tsx';
import { useModal } from './modal.ts';
import { useNarrow } from './narrow.ts';
import { photoWords as words } from './photo-words.ts';
import { useSay } from './say.ts';
import type { Pair } from './say.ts';
import { smaller } from './smaller.ts';
import { upload } from './upload.ts';
import styles from './photos.module.css';

const addressOfPhoto = (sha256: string): string => addressOf('document', { params: { sha256 } });
/** A paper may be shown in the place of a photo. */
const isPicture = ({ name }: Attachment): boolean => /\.(jpe?g|png)$/i.test(name);

/**
 * Photos that go with an act, from the camera or from what is on the device: brought at once, one after the other.
 *
 * @param unit of the post that acts: files are brought for it
 */
export function PhotoField({ unit, label, value, onChange, most, error }: { unit: string; label: string; value: readonly Attachment[]; onChange: (photos: Attachment[]) => void; most: number; error?: Pair | string | undefined }) {
  const say = useSay();
  const id = useId();
  const narrow = useNarrow();
  const [sending, setSending] = useState<{ n: number; share: number } | null>(null);
  const [fault, setFault] = useState('');
  const bring = async (files: readonly File[]): Promise<void> => {
    setFault('');
    let brought = [...value];
    for (const file of files.slice(0, most - value.length)) {
      const n = brought.length + 1;
      setSending({ n, share: 0 });
      const photo = await smaller(file);
      if (!photo) { setFault(say(words.notAPhoto, { name: file.name })); continue; }
      try {
        const { sha256, name } = await upload(photo, unit, (share) => setSending({ n, share }));
        brought = [...brought.filter((one) => one.sha256 !== sha256), { sha256, name }];
        onChange(brought);
      } catch (refused) {
        if (!(refused instanceof Refusal)) throw refused;
        setFault(say(refused.body.words));
      }
    }
    setSending(null);
  };
  const input = (what: string, isCamera: boolean): ReactNode => (
    <label className={styles['add']}>{what}
      <input type="file" accept="image/*" multiple={!isCamera} {...(isCamera ? { capture: 'environment' as const } : {})} aria-describedby={`${id}-hint`}
        onChange={(event) => { const files = [...event.target.files ?? []]; event.target.value = ''; void bring(files); }} />
    </label>
  );
  const said = fault === '' ? (error === undefined ? '' : typeof error === 'string' ? error : say(error)) : fault;
  return (
    <div className={fieldStyles['field']} role="group" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className={fieldStyles['label']}>{label}</span>
      {value.length > 0 && <ul className={styles['photos']}>{value.map((photo, n) => (
        <li key={photo.sha256}><img src={addressOfPhoto(photo.sha256)} alt={say(words.alt, { what: label, n: n + 1, name: photo.name })} />
          <Button kind="quiet" aria-label={say(words.remove, { n: n + 1 })} onClick={() => onChange(value.filter((one) => one !== photo))}>{say(words.drop)}</Button></li>
      ))}</ul>}
      {sending === null && value.length < most && <span className={styles['adds']}>{narrow && input(say(words.take), true)}{input(say(words.choose), false)}</span>}
      {sending !== null && <p role="status">{say(words.sending, { n: sending.n, percent: say.percent(Math.round(sending.share * 100)) })}</p>}
      {said !== '' && <div className={fieldStyles['error']} role="alert">{said}</div>}
      <div id={`${id}-hint`} className={fieldStyles['hint']}>{say(words.hint, { most })}</div>
    </div>
  );
}

/** Photos as they were brought, small; one is seen large when it is pressed. What is no picture is a link. */
export function Photos({ photos, what }: { photos: readonly Attachment[]; what: string }) {
  const say = useSay();
  const [open, setOpen] = useState<number | null>(null);
  const pictures = photos.filter(isPicture);
  const papers = photos.filter((one) => !isPicture(one));
  const altOf = (photo: Attachment, n: number): string => say(words.alt, { what, n: n + 1, name: photo.name });
  if (photos.length === 0) return null;
  return (
    <>
      {pictures.length > 0 && <ul className={styles['photos']}>{pictures.map((photo, n) => (
        <li key={photo.sha256 + photo.name}><button type="button" aria-label={say(words.open, { alt: altOf(photo, n) })} onClick={() => setOpen(n)}><img loading="lazy" src={addressOfPhoto(photo.sha256)} alt="" /></button></li>
      ))}</ul>}
      {papers.length > 0 && <p className={styles['papers']}>{papers.map(({ sha256, name }) => <a key={sha256 + name} href={addressOfPhoto(sha256)} download={name}>{name}</a>)}</p>}
      {open !== null && pictures[open] && <Large photos={pictures} n={open} altOf={altOf} onTurn={setOpen} onClose={() => setOpen(null)} />}
    </>
  );
}

function Large({ photos, n, altOf, onTurn, onClose }: { photos: readonly Attachment[]; n: number; altOf: (photo: Attachment, n: number) => string; onTurn: (n: number) => void; onClose: () => void }) {
  const say = useSay();
  const dialog = useModal();
  const photo = photos[n] as Attachment;
  const turn = (by: number): void => { if (photos[n + by]) onTurn(n + by); };
  return (
    <dialog ref={dialog} className={styles['large']} aria-label={altOf(photo, n)} onCancel={(event) => { event.preventDefault(); onClose(); }}
      onKeyDown={(event) => { if (event.key === 'ArrowRight') turn(1); if (event.key === 'ArrowLeft') turn(-1); }}>
      <img src={addressOfPhoto(photo.sha256)} alt={altOf(photo, n)} />
      <div className={styles['bar']}>
        <span>{photos.length > 1 && say(words.of, { n: n + 1, all: photos.length })} <a href={addressOfPhoto(photo.sha256)} download={photo.name}>{say(words.save)}</a></span>
        <span className={styles['adds']}>
          {n > 0 && <Button onClick={() => turn(-1)}>{say(words.before)}</Button>}
          {n < photos.length - 1 && <Button onClick={() => turn(1)}>{say(words.next)}</Button>}
          <Button kind="primary" onClick={onClose}>{say(words.close)}</Button>
        </span>
      </div>
    </dialog>
  );
}
