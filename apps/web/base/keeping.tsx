import { timeOfDayOf } from '#libs/domain/time/instant';
import { Button } from './button.tsx';
import type { DraftOf } from './draft.ts';
import { fieldWords as words } from './field-words.ts';
import { Note } from './notice.tsx';
import { useSay } from './say.ts';

/** 已保存 10:12: whether what is typed is safe. */
export function KeptState<T>({ draft }: { draft: DraftOf<T> }) {
  const say = useSay();
  const { state, keptAt } = draft;
  const said = state === 'waiting' ? say(words.keeping) : state === 'failed' ? say(words.notKept) : keptAt === null ? '' : say(words.kept, { time: timeOfDayOf(keptAt) });
  return <div className="small" aria-live="off">{said}</div>;
}

/** Says that the form goes on from what was kept, and how to begin anew. */
export function TakenUp<T>({ draft, onAnew }: { draft: DraftOf<T>; onAnew: () => void }) {
  const say = useSay();
  if (!draft.found || draft.keptAt === null) return null;
  return <p className="lead">{say(draft.found.isOld ? words.takenUpOld : words.takenUp, { time: say.moment(draft.found.at) })} <Button kind="quiet" onClick={onAnew}>{say(words.startAnew)}</Button></p>;
}

/** Two windows wrote the same form: the person says which of the two goes on. */
export function WhichDraft<T>({ draft, mine, onTake }: { draft: DraftOf<T>; mine: T; onTake: (content: T) => void }) {
  const say = useSay();
  const { newer } = draft;
  if (newer === null) return null;
  const take = (content: T): void => {
    onTake(content);
    draft.settle(content);
  };
  return <Note kind="near">{say(words.draftNewer, { time: say.moment(newer.at) })} <Button onClick={() => take(newer.content)}>{say(words.takeNewer)}</Button> <Button onClick={() => take(mine)}>{say(words.keepMine)}</Button></Note>;
}
