import { draft, type Draft, type ProcedureFile, saveDraftAnswer } from '@krok/contracts/schemas';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, getJson, path, putJson } from '../../api/client.ts';
import { dropUnsaved, keepUnsaved, readUnsaved } from './unsaved-draft.ts';

/** Milliseconds without a change after which a draft is saved. */
const pause = 1200;
/** Milliseconds after which it is tried again. */
const again = 5000;

/**
 * `failed`: not yet, tried again; `taken`: somebody else saved in between; `gone`: it was published or discarded. What is
 * drawn is kept by the browser in each of them.
 */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'taken' | 'gone';

export interface DraftWork {
  readonly name: string;
  readonly files: readonly ProcedureFile[];
  readonly revision: number;
  readonly state: SaveState;
  /** Who saved in between, when `state` is `taken`. */
  readonly takenBy: string | null;
  /** It goes on from what the browser had kept. */
  readonly restored: boolean;
  change(change: { readonly name?: string; readonly files?: readonly ProcedureFile[] }): void;
  /** Saves what is not saved yet and answers the revision; rejects with the reason why that cannot be. */
  flush(): Promise<number>;
  /** Own work goes over what the other person saved. */
  overwrite(): Promise<void>;
  /** Own work is given up: the draft is read anew. */
  giveUp(): void;
}

/** The draft on the screen: changed at once, saved a moment later, and never over somebody else's work unasked. */
export function useDraft(opened: Draft, userId: string, readAnew: () => void): DraftWork {
  const { id } = opened;
  const [kept] = useState(() => readUnsaved(userId, opened));
  const [work, setWork] = useState<{ name: string; files: readonly ProcedureFile[] }>(kept ?? opened);
  const behind = kept !== null && kept.revision !== opened.revision;
  const [state, setState] = useState<SaveState>(kept === null ? 'saved' : behind ? 'taken' : 'waiting');
  const [revision, setRevision] = useState(opened.revision);
  const [takenBy, setTakenBy] = useState<string | null>(behind ? opened.savedBy : null);
  const newest = useRef(work);
  const reached = useRef(kept?.revision ?? opened.revision);
  const dirty = useRef(kept !== null);
  const running = useRef<Promise<number | ApiError>>(undefined);
  /** The page was left; what was drawn in its last moment still comes. */
  const left = useRef(false);
  const givenUp = useRef(false);

  const keep = useCallback(() => {
    if (dirty.current)
      keepUnsaved(userId, id, { ...newest.current, files: [...newest.current.files], revision: reached.current });
  }, [userId, id]);

  const save = useCallback(async (): Promise<number | ApiError> => {
    if (running.current) await running.current;
    if (!dirty.current) return reached.current;
    dirty.current = false;
    setState('saving');
    const { name, files } = newest.current;
    const body = { revision: reached.current, name: name.trim() || '—', files: [...files] };
    running.current = putJson(path(['drafts', id]), saveDraftAnswer, body).then(
      (answer) => {
        reached.current = answer.revision;
        setRevision(answer.revision);
        setState(dirty.current ? 'waiting' : 'saved');
        if (!dirty.current) dropUnsaved(userId, id);
        return answer.revision;
      },
      async (error: unknown) => {
        dirty.current = true;
        keep();
        const reason = error instanceof ApiError ? error : new ApiError('internal');
        if (reason.code === 'draft-changed') setTakenBy(await lastSaver(id));
        setState(stateAfter[reason.code] ?? 'failed');
        return reason;
      },
    );
    const done = await running.current;
    running.current = undefined;
    return done;
  }, [id, userId, keep]);

  const change = useCallback<DraftWork['change']>(
    (changed) => {
      if (givenUp.current) return;
      newest.current = { ...newest.current, ...changed };
      dirty.current = true;
      if (left.current) void save();
      setWork(newest.current);
      setState((former) => (former === 'taken' || former === 'gone' ? former : 'waiting'));
    },
    [save],
  );

  useEffect(() => {
    if (state === 'taken' || state === 'gone') keep();
    if (state !== 'waiting' && state !== 'failed') return undefined;
    const timer = setTimeout(() => void save(), state === 'failed' ? again : pause);
    return () => clearTimeout(timer);
  }, [work, state, save, keep]);

  useEffect(() => {
    left.current = false;
    const warn = (event: BeforeUnloadEvent) => {
      if (!dirty.current) return;
      keep();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      left.current = true;
      keep();
      void save();
    };
  }, [save, keep]);

  const flush = useCallback(async () => {
    const done = await save();
    if (done instanceof ApiError) throw done;
    return done;
  }, [save]);
  const overwrite = useCallback(async () => {
    reached.current = (await getJson(path(['drafts', id]), draft)).revision;
    dirty.current = true;
    setTakenBy(null);
    await save();
  }, [id, save]);
  const giveUp = useCallback(() => {
    givenUp.current = true;
    dirty.current = false;
    dropUnsaved(userId, id);
    readAnew();
  }, [userId, id, readAnew]);

  return { ...work, revision, state, takenBy, restored: kept !== null, change, flush, overwrite, giveUp };
}

const stateAfter: Readonly<Record<string, SaveState>> = { 'draft-changed': 'taken', 'not-found': 'gone' };

async function lastSaver(id: string): Promise<string | null> {
  try {
    return (await getJson(path(['drafts', id]), draft)).savedBy;
  } catch {
    return null;
  }
}
